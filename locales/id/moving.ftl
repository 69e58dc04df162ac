# Pindah tanggal atau sesi (#ubah).

move-date =
    Booking { $code } atas nama { $name }: { $date }, pukul { $hour }.

    Ingin pindah ke tanggal mana? Tempat Anda yang sekarang tetap disimpan sampai tempat yang baru pasti.

    { $next }
move-date-again =
    { $problem }

    Booking { $code } tidak berubah: { $date }, pukul { $hour }.

    { $next }
move-session =
    Booking { $code } atas nama { $name }: { $date }, pukul { $hour }.

    Pindah ke { $to }, sesi yang mana?
    { $hours }

    Begitu Anda memilih, booking langsung dipindahkan.
move-which =
    Booking mana yang ingin Anda pindahkan?

    { $bookings }
move-none =
    { -not-booked }
    Tidak ada booking aktif pada nomor Anda, jadi tidak ada yang dapat dipindahkan.
move-too-late =
    { -booked }
    Booking { $code } untuk { $date }, pukul { $hour } tidak dapat dipindahkan lagi. Pindah jadwal dapat dilakukan sampai sehari sebelumnya.
move-same =
    { -booked }
    Booking { $code } memang sudah pada { $date }, pukul { $hour }. Tidak ada yang berubah.
moved =
    { -booked }
    Booking Anda sudah dipindahkan dari { $old-date }, pukul { $old-hour }. Kode booking tetap sama.

    { booked-facts }

    { rules }

    Simpan pesan ini. Untuk melihatnya lagi, kirim #cek.

edited-held =
    { -waiting }
    Mengubah pesan lama tidak mengubah permintaan Anda. Yang masih menunggu: { $code }, { $name }, { $date }, pukul { $hour }.

    Bila benar, pilih Setuju. Bila keliru, pilih Batal, lalu kirim baris yang baru sebagai pesan baru.
edited-booked =
    { -booked }
    Mengubah pesan lama tidak mengubah booking Anda: { $code }, { $name }, { $date }, pukul { $hour }.

    Untuk pindah tanggal atau sesi, kirim #ubah. Untuk membatalkan, kirim #batal.

choice-move = Pindah jadwal
