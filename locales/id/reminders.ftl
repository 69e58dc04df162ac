# Pengingat untuk yang sudah terdaftar, dan jawaban untuk yang tidak datang.

reminder-tomorrow =
    🔔 Besok jadwal Anda

    { reminder-facts }

    Apakah Anda jadi datang? Bila tidak, pilih Batalkan booking, supaya tempat Anda dapat dipakai orang lain.

reminder-today =
    🔔 Hari ini jadwal Anda

    { reminder-facts }

reminder-facts =
    { $name }
    Kode booking: { $code }

    { $date }, pukul { $hour }
    { $place }
    Datang { $early } menit lebih awal.

    { reminder-papers }

reminder-papers =
    Bawa dokumen asli dan fotokopi A4:
    • e-KTP
    • Kartu keluarga (KK)
    • Salah satu: akta kelahiran, buku nikah, ijazah, atau surat baptis
    • Paspor lama, bila ada
    Untuk paspor anak dan keperluan lain, kirim #syarat.

coming-noted =
    ✅ TERIMA KASIH, KAMI TUNGGU
    { $name }, { $date }, pukul { $hour }.

    Datang { $early } menit lebih awal dan perlihatkan kode ini: { $code }

no-show =
    ❌ TIDAK HADIR
    Booking { $code } atas nama { $name } untuk { $date }, pukul { $hour } sudah hangus karena tercatat tidak hadir.

    Anda dapat mendaftar lagi mulai { $free }. Bila Anda sebenarnya sudah datang, silakan hubungi petugas di kantor.

cooling-down =
    { -not-booked }
    Pada booking yang terakhir Anda tercatat tidak hadir. Supaya tempat tidak terbuang, pendaftaran berikutnya dibuka mulai { $date }.

    Silakan kirim lagi mulai tanggal itu. Bila Anda sebenarnya sudah datang, silakan hubungi petugas di kantor.

choice-coming = Saya datang
