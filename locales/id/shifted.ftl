# Tanggal yang dipindahkan atau ditutup kantor: kabar kepada pemohon, dan jawaban mereka.

shift-moved =
    ⏳ JADWAL ANDA DIPINDAHKAN
    Pada { $old-date } kantor tutup: { $reason }. Mohon maaf atas perubahan ini.

    { $name }
    Kode booking (tetap sama): { $code }

    Jadwal baru: { $date }, pukul { $hour }
    { $place }

    Apakah Anda setuju? Tempat ini kami simpan sampai { $until }. Bila sampai saat itu belum ada jawaban, tempat dilepas.

shift-released =
    ❌ DIBATALKAN
    Pada { $old-date } kantor tutup: { $reason }. Booking { $code } atas nama { $name } terpaksa kami batalkan. Mohon maaf.

    Anda dapat mendaftar lagi sekarang juga.
    { $next }

shift-lapsed =
    { -not-booked }
    Pada { $old-date } kantor tutup: { $reason }. Permintaan { $code } atas nama { $name } belum disetujui, jadi tempatnya sudah dilepas. Mohon maaf.

    Anda dapat mendaftar untuk tanggal lain.
    { $next }

shift-left =
    ⏳ PERLU TANGGAL BARU
    Pada { $old-date } kantor tutup: { $reason }. Pada { $to } sudah tidak ada tempat untuk booking { $code } atas nama { $name }. Mohon maaf.

    Booking Anda tetap tersimpan. Silakan pilih tanggal lain, paling lambat sehari sebelum { $old-date }.
    { $next }

shift-left-today =
    ⏳ PERLU TANGGAL BARU
    Pada { $old-date } kantor tutup: { $reason }. Pada { $to } sudah tidak ada tempat untuk booking { $code } atas nama { $name }. Mohon maaf.

    Silakan batalkan booking ini, lalu daftar lagi untuk tanggal lain.
    { $next }

shift-expired =
    ❌ DIBATALKAN
    Sampai { $until } kami belum menerima jawaban Anda, jadi tempat pada { $date }, pukul { $hour } sudah dilepas. Booking { $code } atas nama { $name } tidak berlaku lagi. (Jadwal semula { $old-date }, kantor tutup: { $reason }.)

    Anda dapat mendaftar lagi sekarang juga.
    { $next }

shift-agreed =
    { -booked }
    Terima kasih, jadwal baru Anda sudah pasti.

    { booked-facts }

    { rules }

    Simpan pesan ini. Untuk melihatnya lagi, kirim #cek.

check-shifted =
    ⏳ JADWAL ANDA DIPINDAHKAN
    Pada { $old-date } kantor tutup: { $reason }. Jadwal Anda sekarang:

    { booked-facts }

    Tempat ini kami simpan sampai { $until }, menunggu jawaban Anda. Apakah Anda setuju?

closed-shifted = jadwal dipindahkan
choice-other-date = Pilih tanggal lain
