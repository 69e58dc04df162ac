# What the office announces, above #jadwal and #bantuan.

announced =
    📢 { $text }

    { $answer }
