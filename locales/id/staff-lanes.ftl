# Petugas bekerja di meja lewat chat: memanggil, memeriksa, menyerahkan.

staff-desks =
    Meja

    { $desks }

    Menunggu: { $lanes }
staff-desk-which =
    Anda belum memilih meja hari ini. Pilih dahulu, lalu ulangi perintahnya.

    { $desks }

    Menunggu: { $lanes }
staff-desk-other-role =
    ❌ Meja itu untuk peran lain. Pilih meja Anda.

    { $desks }

    Menunggu: { $lanes }
staff-desk-line = • { $desk }: { $state }
staff-desk-staffed = • { $desk } ({ $who }): { $state }
staff-desk-idle = kosong
staff-desk-pauses = jeda ({ $reason })
staff-desk-busy-pauses = { $number }, lalu jeda ({ $reason })
staff-desk-lane = { $lane } { $count }

staff-desk =
    { $said }

    { $desk }
    { $now }

    Menunggu: { $lanes }
    Berikutnya: { $next }
staff-desk-refused = ❌ { $problem }
staff-desk-taken = ✅ Anda bekerja di { $desk } sampai hari ini selesai.
staff-desk-shared = ✅ Anda bekerja di { $desk } sampai hari ini selesai. Di meja ini juga: { $others }.
staff-desk-paused = Jeda: { $reason }
staff-desk-number = { $number }, { $state }
staff-desk-number-first = { $number } (prioritas), { $state }
staff-desk-serving = sedang dilayani
staff-desk-called = dipanggil { $count } kali
staff-desk-name = { $name }
staff-desk-nameless = Nama belum tercatat. Kirim: /pemohon Budi Santoso#25011987#081234567890 (nomor HP boleh tidak ditulis)
staff-desk-born = Lahir { $date }
staff-desk-ground = Datang langsung: { $ground }
staff-desk-product = { $product }
staff-desk-sent-back = Pernah dikembalikan karena: { $reasons }
staff-desk-code = { $code }
staff-desk-came = { $number } sudah datang.
staff-desk-named = Data diri { $number } tersimpan.
staff-desk-named-phone = Data diri dan nomor HP { $number } tersimpan. Minta pemohon mengirim #antrian dari nomor itu: sesudah itu kabar masuk ke chatnya.
staff-desk-who =
    Catat dahulu siapa { $number }. Kirim:
    /pemohon { $number } Budi Santoso#25011987

staff-desk-which-product =
    { $number }: produk apa?
    Dapat juga ditulis: /lengkap { $number } biasa-5-tahun umum
staff-desk-which-category =
    { $number }: kategori apa?
    Dapat juga ditulis di belakang produknya: umum, penggantian, anak, PMI, haji, hilang.
staff-desk-reasons =
    { $number }: apa yang kurang? Pilih satu atau beberapa, lalu tekan Belum lengkap.

    { $reasons }

    Dengan kata sendiri: /kembalikan { $number } 2, foto buram
staff-desk-reason = { $number }. { $reason }
staff-desk-reason-chosen = ✔ { $number }. { $reason }
staff-desk-bill =
    { $number }: kirim kode billing 15 angka dari SIMPONI.
    /foto { $number } 820991130000001
staff-desk-collectors =
    { $number }: siapa yang mengambil? Periksa berkasnya.

    { $collectors }

    Bila bukan pemohon sendiri, kirim namanya:
    /diambil { $number } keluarga Siti Aminah
    /diambil { $number } kuasa Siti Aminah
staff-desk-collector = • { $who }: { $papers }
staff-desk-which-lane = { $number }: pindah ke jalur mana? Untuk satu meja, kirim: /pindah-jalur { $number } CS 2
staff-desk-pause-why = { $desk }: mengapa jeda? Alasan lain ditulis: /jeda mengantar berkas

staff-undo-ask =
    Urungkan langkah terakhir { $code }?
    { $name }, tahap sekarang: { $stage }
    Alasan: { $reason }
staff-undone = ✅ { $said }

choice-desk = { $desk }
choice-desks = Semua meja
choice-desk-call = { desk-call }
choice-desk-recall = { desk-recall }
choice-desk-sit = { desk-sit }
choice-desk-skip = { desk-skip }
choice-desk-no-show = { desk-no-show }
choice-desk-transfer = { desk-transfer }
choice-desk-finish = Selesai
choice-desk-pause = { desk-pause }
choice-desk-resume = { desk-resume }
choice-desk-complete = { desk-complete }
choice-desk-send-back = { desk-send-back }
choice-desk-photo = { desk-photographed }
choice-desk-hand-over = { desk-hand-over }
choice-desk-product = { $product }
choice-desk-without-code = Kode di kertas saja
choice-desk-alone = { desk-collector-applicant }
choice-desk-pause-break = { desk-pause-break }
choice-desk-pause-prayer = { desk-pause-prayer }
choice-desk-pause-meeting = { desk-pause-meeting }
choice-desk-pause-equipment = { desk-pause-equipment }

staff-usage-meja =
    Perintah ini untuk orang yang ada di meja Anda: /datang, /ulang, /lewati, /absen, /selesai.
    Boleh dengan nomornya: /datang A012
staff-usage-loket =
    Contoh:
    /loket
    /loket CS 1
staff-usage-pindah-jalur =
    Contoh:
    /pindah-jalur Prioritas
    /pindah-jalur A012 Loket 2
staff-usage-jeda = Contoh: /jeda istirahat (paling banyak 200 huruf)
staff-usage-pemohon =
    Contoh:
    /pemohon Budi Santoso#25011987
    /pemohon Budi Santoso#25011987#081234567890
staff-usage-lengkap =
    Contoh:
    /lengkap
    /lengkap elektronik-10-tahun umum
    Nama produk seperti di /biaya. Kategori: umum, penggantian, anak, PMI, haji, hilang.
staff-usage-kembalikan =
    Contoh:
    /kembalikan
    /kembalikan 2
    /kembalikan 1, 3, foto buram
staff-usage-foto =
    Contoh:
    /foto 820991130000001
    /foto tanpa
staff-usage-diambil =
    Contoh:
    /diambil sendiri
    /diambil keluarga Siti Aminah
    /diambil kuasa Siti Aminah
staff-usage-urungkan = Contoh: /urungkan CBN-7K3M-9QXD salah pilih produk
