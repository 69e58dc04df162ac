# Rekap harian dan kabar pekerjaan otomatis, untuk chat petugas.

summary =
    📊 Rekap { $date }
    { $office }

    Terdaftar untuk hari ini: { $booked }
    Datang: { $came }
    Tidak hadir: { $no-shows }
    Dibatalkan untuk hari ini: { $cancelled }

    Sepanjang hari ini: { $new } booking baru, { $given-back } pembatalan.

    { $next }: { $next-booked } terdaftar, { $coming } sudah menyatakan datang.

    { $emergencies }

    { $reports }

    { $holidays }

summary-holidays =
    Hari libur yang belum diputuskan; kantor tetap buka sampai Anda menutupnya dengan /libur:
    { $holidays }

summary-not-recorded = belum dicatat
summary-title = Rekap { $date }
summary-chart = Tempat yang terisi pada tanggal berikutnya
summary-booked = Terdaftar
summary-no-shows = Tidak hadir
summary-cancelled = Dibatalkan
summary-next = Hari berikut

job-failed =
    ⚠️ Pekerjaan otomatis gagal
    { $job }

    Sudah dicoba beberapa kali. Mohon beri tahu pengelola sistem: perintah "antrian jobs" menunjukkan sebabnya.
