# Siaran petugas: kepada siapa, pratinjau, perkembangan, laporan.

staff-broadcast-whom =
    Siaran untuk tanggal layanan yang mana?

    Atau tulis langsung dalam satu baris:
    /siarkan 30-11-2026 08:00 = Besok kami buka pukul 09:00.
staff-broadcast-card =
    Siaran untuk: { $line }
    Penerima sejauh ini: { $total }. { $amounts }
    { $left-out }

    Persempit dengan tombol, atau pilih Tulis pesan. Dalam satu baris:
    /siarkan { $line } = pesan Anda
staff-broadcast-write =
    Baik, { $name }. Tulis pesannya sebagai pesan berikutnya di chat ini, dalam 15 menit.

    Untuk: { $line }
    Boleh dipakai: { $known }.
staff-broadcast-tried = Begini yang dilihat pemohon, dengan data contoh. Tidak dikirim kepada siapa pun.
staff-broadcast-nobody =
    ❌ Tidak ada yang dapat dikirimi: { $line }
    { $left-out }
staff-broadcast-placeholder =
    ❌ { $found } tidak dikenal. { $meant }
    Boleh dipakai: { $known }.
staff-broadcast-placeholder-unfit =
    ❌ { $found } tidak ada isinya untuk sasaran ini: { $line }
    Boleh dipakai: { $known }.
staff-broadcast-meant = Maksud Anda { $meant }?
staff-broadcast-unmeant = Periksa tulisannya.
staff-broadcast-preview =
    Pratinjau siaran, belum dikirim

    Kepada: { $line }
    Waktu kirim: { $when }
    Penerima: { $total } orang
    { $amounts }
    { $left-out }
    { $files }

    { $looks }
staff-broadcast-now = sekarang
staff-broadcast-time = • { $channel }: { $count } orang, { $time }
staff-broadcast-amount = { $channel }: { $count }
staff-broadcast-seconds = sekitar { $count } detik
staff-broadcast-minutes = sekitar { $count } menit
staff-broadcast-hours = sekitar { $count } jam
staff-broadcast-all-reached = Semuanya dapat dihubungi.
staff-broadcast-left-out =
    Tidak dapat dihubungi: { $total } orang
    { $lines }
staff-unreached-no-chat = • { $count } tanpa chat (datang langsung atau didaftarkan di loket)
staff-unreached-news-stopped = • { $count } tidak ingin menerima berita
staff-unreached-no-bulk = • { $count } di WhatsApp perangkat tertaut, yang tidak boleh dipakai untuk siaran
staff-unreached-window = • { $count } di WhatsApp yang lebih dari 24 jam tidak menulis, dan belum ada templat yang disetujui
staff-unreached-not-served = • { $count } pada akun yang belum pernah dijalankan
staff-broadcast-no-file = Tanpa gambar atau dokumen.
staff-broadcast-picture = Dengan gambar ini.
staff-broadcast-document = Dengan dokumen { $name }.
staff-broadcast-file-left-out = • di { $channel } tidak dapat ditunjukkan (terlalu besar di sana), jadi teksnya saja
staff-broadcast-file-late = • di { $channel }, yang lebih dari 24 jam tidak menulis menerima templat, tanpa gambar atau dokumen
staff-broadcast-file-refused =
    ❌ Siaran belum dibuat: berkasnya tidak dapat dipakai.
    { $problem }
staff-broadcast-look =
    Begini tampilannya di { $channels }:

    { $text }
staff-broadcast-begins = ✅ Siaran { $id } dimulai dalam beberapa detik. Perkembangannya muncul di chat ini.
staff-broadcast-scheduled = ✅ Siaran { $id } dijadwalkan: { $at }. Penerimanya dicari pada saat itu. Daftar siaran: /siarkan daftar

staff-broadcast-progress =
    📢 Siaran { $id }: { $bar } { $percent }%

    Terkirim { $sent } dari { $total }, gagal { $failed }, tidak pasti { $unknown }, sisa { $left }
    { $pace }
staff-broadcast-pace = Kecepatan { $speed } pesan per detik, selesai sekitar { $end }.
staff-broadcast-no-pace = Kecepatan sedang dihitung.
staff-broadcast-report =
    ✅ Siaran { $id } selesai.

    Terkirim { $sent } dari { $total }, gagal { $failed }, tidak pasti { $unknown }
    { $reasons }
    { $left-out }
staff-broadcast-no-failures = Tidak ada yang gagal.
staff-broadcast-failures =
    Sebab gagal:
    { $lines }
staff-broadcast-failure = • { $count }: { $reason }
failure-blocked = diblokir oleh penerima
failure-no-chat = akun atau chat tidak ada lagi
failure-expired = terlambat, tidak dikirim lagi
failure-given-up = platform tidak menerima selama satu hari
failure-file-gone = gambar atau dokumennya sudah dihapus
staff-broadcast-paused = ⏸ Siaran { $id } dijeda. Terkirim { $sent } dari { $total }, sisa { $left }. Yang sudah di antrean kirim, paling banyak beberapa ratus, masih berangkat.
staff-broadcast-goes-on = ▶ Siaran { $id } dilanjutkan. Terkirim { $sent } dari { $total }, gagal { $failed }.
staff-broadcast-stop-ask = Hentikan siaran { $id }? Terkirim { $sent } dari { $total }. Yang dihentikan tidak dapat dilanjutkan.
staff-broadcast-stopped = ⏹ Siaran { $id } dihentikan. Terkirim { $sent } dari { $total }. Yang sudah di antrean kirim masih berangkat.
staff-broadcast-not-so = Siaran { $id } { $status }, jadi langkah itu tidak mengubah apa pun.
staff-broadcast-unknown = ❌ Tidak ada siaran { $id }. Lihat daftarnya: /siarkan daftar
broadcast-status-waiting = menunggu waktunya
broadcast-status-running = sedang dikirim
broadcast-status-paused = dijeda
broadcast-status-stopped = sudah dihentikan
broadcast-status-done = sudah selesai
staff-broadcasts =
    Siaran yang belum selesai:

    { $lines }
staff-broadcasts-none = Tidak ada siaran yang menunggu atau sedang dikirim.
staff-broadcasts-line =
    { $id }: { $status }
    Untuk: { $line }. Oleh: { $by }
    Waktu kirim: { $at }
    Terkirim { $sent } dari { $total }, gagal { $failed }

staff-usage-siarkan =
    Contoh:
    /siarkan (langkah demi langkah)
    /siarkan 30-11-2026 = Halo {"{nama}"}, jadwal Anda {"{tanggal}"} tetap berjalan.
    /siarkan 30-11-2026 08:00 terdaftar = teks
    /siarkan 30-11-2026 sampai 04-12-2026 lewat telegram en = teks
    /siarkan siap-diambil = Paspor Anda siap, {"{nama}"}.
    /siarkan 30-11-2026 menunggu = teks
    /siarkan semua berita = teks
    /siarkan 30-11-2026 kirim besok 07:00 = teks
    /siarkan coba = teks (kepada Anda saja)
    /siarkan daftar, /siarkan jeda ID, lanjut ID, stop ID, ulang ID

    Keadaan booking: terdaftar, belum-setuju, batal, tidak-hadir; daftar tunggu: menunggu.
    Tahap paspor: belum-bayar, kurang-berkas, dicetak (sudah dibayar, belum siap), siap-diambil. Tanpa tanggal: semua yang ada di tahap itu; dengan tanggal: yang datang pada tanggal itu. Sesi hanya untuk booking.
    Teks paling banyak 1000 huruf, waktu kirim paling lama 30 hari lagi.

choice-broadcast-list = Daftar siaran
choice-broadcast-all = Semua tanggal
choice-broadcast-write = Tulis pesan
choice-broadcast-pause = Jeda
choice-broadcast-go-on = Lanjutkan
choice-broadcast-stop = Hentikan
choice-broadcast-again = Kirim ulang gagal
choice-broadcast-end = Hentikan { $id }
choice-audience-booked = Terdaftar saja
choice-audience-held = Belum setuju saja
choice-audience-waiting = Daftar tunggu
choice-audience-unpaid = Belum bayar
choice-audience-sent-back = Kurang berkas
choice-audience-in-production = Dicetak
choice-audience-ready = Siap diambil
choice-audience-channel = Lewat { $channel }
