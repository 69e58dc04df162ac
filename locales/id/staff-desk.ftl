# Bantuan petugas untuk pemohon: mencari, mendaftarkan, membatalkan, memblokir, rekap.

staff-found =
    Ditemukan { $count } booking:

    { $bookings }
staff-found-more =
    Ditemukan { $count } booking. Lima yang paling cocok:

    { $bookings }

    Tulis nama lebih lengkap, tambahkan tanggal layanan, atau pakai kode booking.
staff-booking-booked =
    ✅ TERDAFTAR
    { $facts }
staff-booking-arrived =
    ✅ SUDAH DATANG
    { $facts }
staff-booking-held =
    ⏳ MENUNGGU PERSETUJUAN
    { $facts }
staff-booking-waiting =
    ⏳ DALAM DAFTAR TUNGGU
    { $facts }
staff-booking-lapsed =
    ❌ BATAS PERSETUJUAN LEWAT
    { $facts }
staff-booking-cancelled =
    ❌ DIBATALKAN
    { $facts }
staff-booking-no-show =
    ❌ TIDAK HADIR
    { $facts }
staff-booking-facts =
    { $code }
    { $name }, { $phone }
    { $date }, pukul { $hour }
staff-no-phone = tanpa nomor HP
staff-code-unknown = ❌ Tidak ada booking dengan kode { $wanted } di kantor ini. Periksa huruf dan angkanya.
staff-code-elsewhere = ❌ Kode { $wanted } milik kantor lain. Di sini hanya booking kantor ini yang dapat dilihat.
staff-number-unknown = ❌ Tidak ada booking pada nomor { $wanted }. Yang sudah selesai lebih dari dua hari tidak dapat dicari dengan nomor.
staff-person-unknown =
    ❌ Tidak ada nama yang mirip { $wanted }.

    Tanpa tanggal, yang dicari adalah hari ini dan tujuh hari ke depan. Untuk tanggal lain: /cari Budi Santoso 30-11-2026

staff-counter-booked =
    ✅ TERDAFTAR di loket

    { $name }
    Kode booking:
    { $code }

    { $date }, pukul { $hour }
    { $place }

    Cetak atau tunjukkan kode ini kepada pemohon, dan sampaikan: bawa dokumen asli, datang { $early } menit sebelum jadwal. Tanpa nomor HP, kami tidak dapat mengirim pengingat.
staff-counter-mistake =
    ❌ BELUM TERDAFTAR
    Periksa { $field }. { $problem }

    Salin baris ini, perbaiki, lalu kirim:
    { $line }
staff-counter-no-place =
    ❌ BELUM TERDAFTAR
    { $problem }

    { $next }
staff-counter-refused =
    ❌ BELUM TERDAFTAR
    { $problem }
staff-counter-has = Orang dengan nama dan tanggal lahir ini sudah mempunyai booking. Cari dengan /cari dan namanya.
staff-counter-blocked = Orang ini diblokir. Alasan: { $reason }. Supervisor dapat melepasnya dengan /lepas.
staff-counter-blocked-until = Orang ini diblokir sampai { $date }. Alasan: { $reason }. Supervisor dapat melepasnya dengan /lepas.
staff-counter-cooling-down = Pada booking terakhir orang ini tercatat tidak hadir, dan dapat mendaftar lagi mulai { $date }. Supervisor dapat melepasnya dengan /lepas.
staff-counter-ended = Booking dari perintah ini sudah berubah sejak dibuat. Lihat keadaannya dengan /cari dan namanya.

staff-cancel-ask =
    Batalkan booking ini?

    { $code }
    { $name }, { $phone }
    { $date }, pukul { $hour }
    Alasan: { $reason }

    Pemohon diberi tahu di chat-nya, dengan alasan ini.
staff-no-reason = tidak ditulis
staff-cancel-arrived =
    ❌ Pemilik booking { $code } sudah datang, jadi tidak dibatalkan. Ia dilayani di loket.

    { $name }, { $phone }
    { $date }, pukul { $hour }
staff-cancel-ended =
    ❌ Booking { $code } tidak aktif lagi, jadi tidak ada yang dibatalkan.

    { $name }, { $phone }
    { $date }, pukul { $hour }
staff-cancelled =
    ✅ Booking { $code } dibatalkan. Pemohon diberi tahu.

    { $name }, { $phone }
    { $date }, pukul { $hour }
staff-cancelled-untold =
    ✅ Booking { $code } dibatalkan. Pemohon tidak mempunyai chat: sampaikan langsung.

    { $name }, { $phone }
    { $date }, pukul { $hour }

staff-block-ask =
    Blokir { $who }?

    Alasan, yang juga dibaca pemohon: { $reason }
    Sampai: { $until }

    Selama diblokir tidak dapat mendaftar. Booking yang sudah ada tidak ikut batal.
staff-block-for-good = dilepas dengan /lepas
staff-blocked =
    ✅ { $who } diblokir.

    Alasan: { $reason }
    Sampai: { $until }
staff-unblock-ask =
    Lepas { $who }? Sesudah itu dapat langsung mendaftar lagi.

    Sekarang: { $obstacle }
    Alasan dilepas: { $reason }
staff-obstacle-block = diblokir ({ $reason })
staff-obstacle-cool-down = dalam masa tunggu karena tidak hadir
staff-not-blocked =
    { $who } tidak diblokir dan tidak dalam masa tunggu. Tidak ada yang diubah.
staff-unblocked =
    ✅ { $who } dapat mendaftar lagi: tanpa blokir dan tanpa masa tunggu.

    Alasan: { $reason }

staff-figures =
    Rekap { $date }
    { $office }, { $state }

    Tempat: { $places }
    Terdaftar: { $booked } (tidak hadir: { $no-shows })
    Menunggu persetujuan: { $held }
    Dibatalkan: { $cancelled }
    Daftar tunggu: { $waiting }

    { $sessions }
staff-figures-none =
    Rekap { $date }
    { $office }, { $state }

    Terdaftar: { $booked } dari { $places } tempat. Tidak ada sesi pada tanggal ini.
staff-figures-line = • { $hour }: { $booked } dari { $places } terdaftar, { $held } menunggu, { $cancelled } batal, { $no-shows } tidak hadir
staff-figures-open = buka
staff-figures-no-service = tidak ada layanan
staff-figures-closed = tutup ({ $reason })

staff-usage-cari =
    Contoh:
    /cari CBN-7K3M-9QXD
    /cari 0812-3456-7890
    /cari Budi Santoso
    /cari Budi Santoso 30-11-2026
staff-usage-daftarkan = Contoh: /daftarkan Budi Santoso#25011987#30112026, atau dengan sesi: /daftarkan Budi Santoso#25011987#30112026#09:00
staff-usage-batalkan = Contoh: /batalkan CBN-7K3M-9QXD alasan, paling banyak 200 huruf.
staff-usage-blokir =
    Contoh:
    /blokir 0812-3456-7890 = nomor palsu
    /blokir CBN-7K3M-9QXD = nomor palsu
    /blokir Budi Santoso#25011987 = data palsu = sampai 31-12-2026

    Alasan paling banyak 200 huruf, dan dibaca juga oleh pemohon.
staff-usage-lepas =
    Contoh:
    /lepas 0812-3456-7890 = sudah diperiksa
    /lepas CBN-7K3M-9QXD = sudah diperiksa
    /lepas Budi Santoso#25011987 = sakit, surat dokter ada
staff-usage-rekap = Contoh: /rekap, /rekap besok, atau /rekap 30-11-2026
figures-chart = Tempat yang terisi pada tiap sesi
figures-held = Menunggu
