# Daftar tunggu untuk tanggal yang penuh.

choice-waitlist = Daftar tunggu
choice-leave = Keluar
choice-take = Ya, ambil
choice-decline = Tidak

waitlist-place = Urutan Anda: { $place } dari { $length }.
waitlist-odds = Empat pekan terakhir, { $places } tempat dilepas lagi oleh pemohon lain, untuk { $dates } tanggal layanan.

waitlist-joined =
    ⏳ DALAM DAFTAR TUNGGU
    { $name }
    { $date }

    { $line }

    Bila ada tempat, kami menyimpannya untuk Anda selama { $minutes } menit dan mengirim pesan di chat ini, antara pukul { $from } dan { $until }. Jawab pesan itu; bila tidak, tempat itu ditawarkan kepada yang berikutnya dan Anda keluar dari daftar.

    Untuk melihat urutan, kirim #tunggu. Anda boleh mendaftar pada tanggal lain sementara menunggu.
waitlist-waiting =
    ⏳ DALAM DAFTAR TUNGGU
    Nomor ini sudah ada di daftar tunggu { $date }, atas nama { $name }. Satu nomor hanya satu tempat di daftar tunggu tiap tanggal.

    Untuk melihat urutan, kirim #tunggu.
waitlist-mine =
    ⏳ DALAM DAFTAR TUNGGU
    { $lines }

    Bila tidak menunggu lagi, pilih tombol di bawah ini.
waitlist-line =
    { $date }
    { $name }
    { $place }
waitlist-none =
    Anda tidak ada di daftar tunggu.

    Bila suatu tanggal penuh, Anda dapat menunggu tempat yang dilepas pemohon lain: kirim #tunggu dan tanggalnya, misalnya #tunggu 30-11-2026.
waitlist-off = Kantor ini tidak memakai daftar tunggu. Tempat yang dilepas pemohon lain muncul lagi di jadwal: kirim #jadwal.
waitlist-unread = { $found } belum dapat kami baca sebagai tanggal. Tulislah misalnya #tunggu 30-11-2026.
waitlist-not-full = { $date } masih ada tempat ({ $left }), jadi Anda tidak perlu menunggu. Pilih tanggal itu, atau kirim #daftar.
waitlist-begin = Untuk daftar tunggu { $date }, kami perlu nama dan tanggal lahir.

waitlist-line-full =
    ❌ BELUM DALAM DAFTAR TUNGGU
    Daftar tunggu untuk tanggal itu sudah penuh. Silakan pilih tanggal lain: kirim #jadwal.
waitlist-person-waits =
    ❌ BELUM DALAM DAFTAR TUNGGU
    Orang dengan nama dan tanggal lahir ini sudah menunggu tanggal itu dengan nomor lain. Satu orang hanya satu tempat di daftar tunggu tiap tanggal.

waitlist-left =
    ❌ KELUAR DARI DAFTAR TUNGGU
    Anda tidak menunggu tempat pada { $date } lagi. Terima kasih sudah memberi tahu: tempat itu untuk pemohon berikutnya.

# Pesan dari kantor.
waitlist-offer =
    ⏳ ADA TEMPAT UNTUK ANDA
    Nama: { $name }
    { $date }, pukul { $hour }

    Tempat ini disimpan untuk Anda sampai pukul { $until }. Pilih Ya, ambil, atau balas ya, supaya menjadi booking Anda. Bila tidak dijawab, tempat ini ditawarkan kepada pemohon berikutnya.
waitlist-skipped =
    ❌ KELUAR DARI DAFTAR TUNGGU
    Giliran { $name } untuk { $date } sudah tiba, tetapi { $reason }
waitlist-has-booking = sudah ada booking aktif pada nomor atau nama ini. Satu orang hanya satu booking. Untuk melihatnya, kirim #cek.
waitlist-may-not = nomor atau nama ini belum boleh mendaftar saat ini. Kirim #daftar untuk melihat alasannya.
waitlist-evening =
    ⏳ DALAM DAFTAR TUNGGU
    { $name }
    { $date }

    Sampai sekarang belum ada tempat untuk Anda. Bila masih ada yang dilepas sampai sesi terakhir, kami tetap menghubungi Anda. Supaya lebih pasti, silakan pilih tanggal lain.
waitlist-closed =
    ❌ KELUAR DARI DAFTAR TUNGGU
    Kantor tutup pada { $date }, jadi daftar tunggu untuk { $name } berakhir. Silakan pilih tanggal lain.
waitlist-any-session = (sesi mana saja)
