# Pengambilan paspor: selesai, pengingat, dan batal karena tidak diambil.

passport-ready =
    ✅ PASPOR SIAP DIAMBIL
    { $name }

    { $place }
    Loket pengambilan. Ambil paling lambat { $until }.

    { collection-papers }

passport-waits =
    ✅ PASPOR SIAP DIAMBIL
    { $name }

    Paspor ini siap sejak { $ready } dan belum diambil. Ambil paling lambat { $until }, { $left } hari lagi.

    { $place }
    Loket pengambilan.

    { collection-papers }

passport-waits-last =
    ✅ PASPOR SIAP DIAMBIL
    { $name }

    Ini pengingat terakhir: waktu pengambilan tinggal { $left } hari, sampai { $until }. Sesudah itu paspor dibatalkan dan biayanya tidak dapat dikembalikan.

    { $place }
    Loket pengambilan.

    { collection-papers }

    Bila tidak dapat datang, mintalah keluarga atau orang lain mengambilnya dengan surat di atas.

passport-cancelled =
    ❌ PASPOR DIBATALKAN
    { $name }

    Paspor ini siap sejak { $ready } dan tidak diambil sampai { $until }, jadi menurut aturan dibatalkan. Biayanya tidak dapat dikembalikan.

    Untuk permohonan baru, kirim #daftar. Bila ada yang keliru, tanyakan kepada petugas:
    { $place }

collection-papers =
    Yang dibawa:
    • Diambil sendiri: bukti bayar dan KTP
    • Diambil keluarga: juga kartu keluarga (KK)
    • Diambil orang lain: juga surat kuasa

passport-in-production =
    ⏳ PASPOR SEDANG DIBUAT
    { $name }

    Jumlah: { $amount }, lunas. Nomor bukti: { $proof }
    { $ready }
passport-ready-from = Paspor diperkirakan siap { $date }.
passport-ready-soon = Paspor diperkirakan siap dalam beberapa hari kerja.

passport-collected =
    ✅ PASPOR SUDAH DIAMBIL
    { $name }

    { $by } Bila ini keliru, segera hubungi petugas di kantor.
    Terima kasih, dan selamat jalan.
collected-by-applicant = Diambil sendiri.
collected-by-family = Diambil keluarga: { $name }.
collected-by-other = Diambil { $name } dengan surat kuasa.

passport-unknown =
    ❌ BELUM ADA PERMOHONAN
    Belum ada permohonan paspor yang berjalan pada nomor Anda. Permohonan dimulai saat Anda datang ke kantor dengan kode booking.
passport-no-number =
    Untuk melihat permohonan Anda, kami perlu nomor HP Anda sendiri. Tekan tombol di bawah.
