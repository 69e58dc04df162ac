# Kuota, sesi, dan hari libur, untuk petugas.

staff-quota =
    Kuota { $office }

    { $dates }

    Untuk mengubah: /kuota tanggal sesi jumlah, misalnya /kuota besok 08:00 40
staff-quota-none =
    Kuota { $office }

    Tidak ada tanggal yang buka sejauh pendaftaran dibuka. Lihat sesi tiap hari: /sesi
staff-quota-date =
    { $date }: { $places } tempat, { $booked } terdaftar, { $held } menunggu, sisa { $left }
    { $sessions }
staff-quota-session = • { $hour }: { $places } tempat, { $booked } terdaftar, { $held } menunggu, sisa { $left }
staff-quota-left = { $left } ({ $pools })
staff-quota-soon = { $left }, { $soon } dari pembatalan segera kembali
staff-quota-pool = { $pool } { $left }
staff-quota-day =
    Kuota { $date }
    { $office }, { $state }

    { $places } tempat, { $booked } terdaftar, { $held } menunggu, sisa { $left }

    { $sessions }
staff-quota-no-sessions =
    Kuota { $date }
    { $office }, { $state }

    Tidak ada sesi pada tanggal ini, dan tidak ada yang terdaftar.

pool-regular = umum
pool-priority = prioritas
pool-reserve = cadangan

staff-week =
    Sesi { $office }

    { $weekdays }

    Setiap hari pukul { $hour } dibuka satu tanggal lagi, sampai { $days } hari ke depan.
staff-week-with-own =
    Sesi { $office }

    { $weekdays }

    Tanggal dengan sesi sendiri:
    { $own }

    Setiap hari pukul { $hour } dibuka satu tanggal lagi, sampai { $days } hari ke depan.
staff-week-line = • { $weekday }: { $sessions }
staff-week-closed = • { $weekday }: tidak ada layanan
staff-week-session = { $hours } ({ $pools })
staff-week-pool = { $pool } { $places }
staff-week-own = • { $date }

staff-which-date = "{ $found }" dapat berarti lebih dari satu tanggal. Tanggal mana yang Anda maksud?

staff-calendar-ask =
    Ubah kalender?

    { $changes }

    { $note }
staff-calendar-changed =
    ✅ Kalender diubah. Berlaku mulai pendaftaran berikutnya.

    { $changes }

    { $note }
staff-calendar-crowded =
    ⚠️ Yang terdaftar lebih banyak daripada tempatnya:
    { $places }

    Booking mereka tetap berlaku. Tempat di sana dijual lagi setelah yang terdaftar di bawah kuota.
staff-calendar-crowded-line = • { $date } { $hour }, { $pool }: { $people } orang, { $places } tempat
staff-lines-more = … dan { $count } lagi

staff-change = • { $where }: { $changes }
staff-change-session = { $date } { $hour }
staff-change-regular = umum { $before } → { $after }
staff-change-priority = prioritas { $before } → { $after }
staff-change-reserve = cadangan { $before } → { $after }
staff-change-until = selesai { $before } → { $after }
staff-change-closed = { $before } → { $after }
staff-change-open = buka
staff-change-horizon = pendaftaran { $before } → { $after } hari ke depan
staff-change-opening = tanggal baru dibuka pukul { $before } → { $after }

staff-calendar-past = ❌ { $date } sudah lewat.
staff-calendar-closed =
    ❌ { $date } tutup: { $found }.

    Buka dahulu tanggal itu: /buka { $digits }
staff-calendar-no-session = ❌ Tidak ada sesi { $found } pada { $date }. Sesinya: { $sessions }
staff-calendar-no-sessions =
    ❌ { $date } tidak mempunyai sesi. Tulislah sesinya, misalnya:
    /buka { $digits } = 08:00-09:00 20, 09:00-10:00 20
staff-calendar-overlap = ❌ Sesi { $found } belum selesai ketika sesi lain dimulai, atau selesai sebelum dimulai. Periksa jamnya.
staff-calendar-places = ❌ Jumlah tempat dapat dari 0 sampai 100.000.
staff-calendar-horizon = ❌ Pendaftaran dapat dibuka 1 sampai 366 hari ke depan.
staff-calendar-unchanged = Sudah seperti itu. Tidak ada yang diubah.

staff-holidays =
    Hari libur dan cuti bersama yang belum diputuskan:

    { $holidays }

    Kantor tetap buka sampai Anda menutupnya. Bagaimana dengan { $first }?
staff-holidays-none = ✅ Tidak ada hari libur yang belum diputuskan sampai { $last }.
staff-holiday-line = • { $date }: { $name }
staff-holiday-line-booked = • { $date }: { $name } ({ $count } orang terdaftar)
staff-holiday-closed =
    ✅ { $date } tutup: { $name }.

    { $next }
staff-holiday-closed-booked =
    ✅ { $date } tutup: { $name }.

    ⚠️ Baru saja { $count } orang sempat terdaftar pada tanggal itu. Pindahkan atau batalkan mereka: /tutup { $digits } { $name }
staff-holiday-kept =
    ✅ { $date } tetap buka ({ $name }).

    { $next }
staff-holidays-next =
    Masih { $count } yang belum diputuskan. Berikutnya:
    { $holiday }
staff-holidays-done = Semua hari libur tahun itu sudah diputuskan.
staff-holiday-booked =
    ❌ { $date } ({ $name }) belum ditutup: { $count } orang sudah terdaftar.

    Untuk menutupnya dan mengabari mereka: /tutup { $digits } { $name }
staff-holiday-unknown = ❌ { $date } bukan hari libur nasional atau cuti bersama. Untuk menutup tanggal lain: /tutup { $digits } alasan
staff-holidays-ask =
    Tutup semua tanggal ini?

    { $holidays }

    { $booked }
staff-holidays-booked =
    Sudah ada yang terdaftar; untuk tanggal ini pakailah /tutup:
    { $holidays }
staff-holidays-closed =
    ✅ Kantor tutup pada:

    { $holidays }

    { $booked }
staff-holidays-none-free =
    Sampai { $last } tidak ada hari libur yang dapat ditutup tanpa mengabari pemohon.

    { $booked }

choice-open-date = Buka tanggal itu
choice-close-date = Tutup dan kabari
choice-holiday-close = Tutup { $date }
choice-holiday-keep = Buka { $date }
choice-holiday-all = Tutup semua
choice-holidays = Hari libur

staff-usage-kuota =
    Contoh:
    /kuota
    /kuota besok
    /kuota 30-11-2026 08:00 40
    /kuota 30-11-2026 08:00 5 prioritas
    /kuota 30-11-2026 260

    Tanpa sesi, jumlah itu dibagi ke semua sesi seperti sekarang. Jenis tempat: umum, prioritas, cadangan.
staff-usage-buka =
    Contoh:
    /buka 24-12-2026
    /buka 28-11-2026 = 08:00-09:00 20, 09:00-10:00 20
staff-usage-sesi =
    Contoh:
    /sesi
    /sesi senin-kamis = 08:00-09:00 37 umum 5 prioritas 3 cadangan, 09:00-10:00 37
    /sesi sabtu = tutup
    /sesi 30-11-2026 = 08:00-11:00 60
    /sesi 30-11-2026 = biasa

    Menutup satu tanggal: /tutup
staff-usage-jam-buka = Contoh: /jam-buka 08:00
staff-usage-horison = Contoh: /horison 30
staff-usage-libur =
    Contoh:
    /libur
    /libur 2027
    /libur tutup 25-12-2026
    /libur buka 24-12-2026
    /libur semua
