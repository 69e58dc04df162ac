# Pengumuman kantor, di atas #jadwal dan #bantuan.

announced =
    📢 { $text }

    { $answer }
