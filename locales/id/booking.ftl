# Permintaan tempat: disimpan sementara, ditolak dengan alasannya, atau belum dapat dibaca.

held-facts =
    Nama: { $name }
    Tanggal lahir: { $birth }
    Nomor HP: { $phone }
    Tanggal layanan: { $date }
    Sesi: pukul { $hour }

held =
    { -waiting }

    { held-facts }

    Kode persetujuan:
    { $approval }

    Periksa data di atas. Bila benar, kirim kode itu atau pilih Setuju. Bila ada yang keliru, pilih Batal, lalu daftar lagi.
    Tempat ini disimpan untuk Anda sampai pukul { $until }.

held-elsewhere =
    { -waiting }

    { held-facts }

    Tempat ini disimpan untuk Anda sampai pukul { $until }. Kirim persetujuan dari chat yang Anda pakai untuk mendaftar.

sender-has-held =
    { -waiting }
    Permintaan Anda yang sebelumnya masih menunggu, jadi permintaan yang baru tidak diproses.

    { held-facts }

    Kode persetujuan:
    { $approval }

    Bila benar, kirim kode itu atau pilih Setuju sebelum pukul { $until }. Bila ingin mengganti, pilih Batal, lalu daftar lagi.

sender-has-booked =
    { -booked }
    Nomor ini sudah mempunyai booking, jadi permintaan yang baru tidak diproses.

    { booked-facts }

    { $limit }
    Untuk pindah tanggal atau sesi, kirim #ubah. Untuk membatalkan, kirim #batal.

limit-one = Satu nomor hanya untuk satu booking aktif.
limit-dependants = Satu nomor hanya untuk satu booking aktif. Satu tambahan boleh untuk anak di bawah { $under } tahun atau lansia { $over } tahun ke atas.

sender-has =
    Nomor ini sudah mempunyai booking, jadi permintaan yang baru tidak diproses.

    Untuk melihatnya, kirim #cek. Untuk membatalkannya, kirim #batal.

person-has =
    { -not-booked }
    Permintaan ini tidak diproses, karena orang dengan nama dan tanggal lahir ini sudah mempunyai booking. Satu orang hanya dapat mempunyai satu booking aktif.

    Bila booking itu milik Anda, kirim #cek dari nomor yang dipakai mendaftar. Bila Anda belum pernah mendaftar, silakan hubungi petugas di kantor.

no-phone =
    { -not-booked }
    Untuk mendaftar, kami perlu nomor HP Anda sendiri. Satu nomor hanya untuk satu booking, supaya tempat tidak diborong calo.

    Kirim nomor Anda dengan tombol di chat ini. Bila tombol itu tidak ada, silakan mendaftar lewat chat yang menunjukkan nomor Anda, misalnya WhatsApp. Jadwal dapat Anda lihat di sini: kirim #jadwal.

no-place =
    { -not-booked }
    { $problem }

    { $next }

no-place-copy =
    { -not-booked }
    { $problem }

    { $next }

    Untuk memesan, pilih salah satu, atau salin baris ini lalu kirim:
    { $line }

session-full =
    Sesi { $hour } pada { $date } sudah penuh. Sesi pada tanggal itu:
    { $hours }
session-none =
    Tidak ada sesi { $hour } pada { $date }. Sesi pada tanggal itu:
    { $hours }
session-over =
    Sesi { $hour } pada { $date } sudah tidak dapat Anda datangi tepat waktu. Sesi pada tanggal itu:
    { $hours }

# Baris yang belum dapat dibaca.
mistake =
    { -not-booked }
    Periksa { $field }. { $problem }

    Salin baris ini, sesuaikan dengan data Anda, lalu kirim:
    { $line }
mistake-which =
    { -not-booked }
    Periksa { $field }. { $problem }

    { $options }

    Salin baris yang benar, lalu kirim.
reading =
    { $date }:
    { $line }

field-name = nama
field-birth-date = tanggal lahir
field-service-date = tanggal layanan
field-session = sesi
field-format = susunan pesan

mistake-missing = Bagian ini belum diisi.
mistake-unreadable = Bagian ini belum dapat kami baca.
mistake-ambiguous = Bagian ini dapat dibaca lebih dari satu cara.
mistake-impossible = Tanggal ini tidak ada di kalender, atau tidak mungkin.
mistake-too-short = Nama ini terlalu pendek.
mistake-digits = Nama tidak boleh berisi angka.
mistake-rude = Mohon tulis nama seperti di paspor atau KTP.
mistake-future = Tanggal lahir tidak mungkin di masa depan.
mistake-too-many = Bagian yang dipisahkan tanda # terlalu banyak.
mistake-not-separated = Nama dan tanggal perlu dipisahkan dengan tanda #.
mistake-no-session = Pada tanggal itu tidak ada sesi pada jam ini. Jam sesi boleh tidak ditulis.
mistake-found = Yang Anda tulis: { $found }
