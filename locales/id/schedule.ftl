# Jadwal, dan mengapa suatu tanggal tidak dapat dipesan.

schedule =
    Jadwal { $office }

    { $dates }

    { $ahead }

    Untuk mendaftar, kirim #daftar, atau langsung satu baris: nama, tanggal lahir, dan tanggal layanan. Contoh:
    { $example }
schedule-unread =
    { $found } belum dapat kami baca sebagai tanggal atau bulan. Tulislah misalnya #jadwal 30-11-2026 atau #jadwal Desember.

    { $schedule }
schedule-full =
    Jadwal { $office }

    { $next }
schedule-month =
    Jadwal { $office }, { $month }

    { $dates }

    Untuk mendaftar, pilih satu tanggal atau kirim #daftar.
schedule-date =
    Jadwal { $date }

    { $hours }

    Untuk mendaftar pada tanggal ini, kirim #daftar, atau langsung satu baris: nama, tanggal lahir, dan tanggal layanan. Contoh:
    { $example }
schedule-no-date =
    { $problem }

    { $next }

booking-example = #Budi Santoso#25011987#{ $date }

# Satu baris untuk tiap tanggal atau sesi.
date-left = { $date }: sisa { $left } tempat
date-span = { $first } – { $last }
line-closed = { $date }: tutup ({ $reason })
line-full = { $date }: penuh
line-waited = { $date }: penuh, ada daftar tunggu
line-later = { $date }: belum dibuka
hour-left = { $hour }: sisa { $left } tempat
hour-full = { $hour }: penuh
hour-over = { $hour }: sudah lewat

ahead-last = Tanggal terjauh yang dapat dipesan saat ini: { $last }.

next-dates =
    Tanggal terdekat yang masih ada tempat:
    { $dates }
next-dates-none = Semua tanggal yang sudah dibuka sedang penuh. Setiap hari pukul { $hour } dibuka satu tanggal lagi. Silakan kirim #jadwal lagi setelah itu.

# Mengapa tanggal itu tidak dapat dipesan.
date-past = { $date } sudah lewat.
date-over = Hari ini, { $date }, sudah tidak ada sesi yang dapat Anda datangi tepat waktu.
date-closed = Kantor tutup pada { $date }: { $reason }.
date-not-open-yet = Pendaftaran untuk { $date } belum dibuka. Tanggal itu dibuka pada { $opens }, pukul { $hour }.
date-beyond = { $date } masih terlalu jauh. Tanggal terjauh yang dapat dipesan saat ini: { $last }.
date-full = { $date } sudah penuh.
