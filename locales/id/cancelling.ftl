# Pembatalan: ditanyakan satu kali.

cancel-ask =
    Batalkan booking ini?

    { $code }
    { $name }
    { $date }, pukul { $hour }

    Bila dibatalkan, tempat ini dilepas untuk pemohon lain.

cancel-which =
    Booking mana yang ingin Anda batalkan?

    { $bookings }

cancel-none =
    { -not-booked }
    Tidak ada booking aktif pada nomor Anda, jadi tidak ada yang perlu dibatalkan.

cancelled =
    ❌ DIBATALKAN
    Booking { $code } atas nama { $name } untuk { $date } sudah dibatalkan.

    Anda dapat mendaftar lagi. Untuk melihat tanggal yang masih ada tempat, kirim #jadwal.

kept =
    { $bookings }

    Tidak ada yang dibatalkan.

line-booked = { -booked }: { $code }, { $name }, { $date } pukul { $hour }
line-held = { -waiting } sampai pukul { $until }: { $code }, { $name }, { $date } pukul { $hour }
