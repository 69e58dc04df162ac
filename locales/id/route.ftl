# Halaman rute kunjungan darurat, untuk dicetak.
route-title = Rute kunjungan
route-none = Tidak ada kunjungan pada tanggal ini.
route-print = Cetak
route-equipment = Dibawa
route-ward = ruang
route-map = Peta
route-contact = Hubungi
route-departure = Berangkat ke luar negeri
route-who = { $name }, { $age }
route-value = { $value }
route-noted = Berangkat pukul ________   Tiba pukul ________   Selesai pukul ________   Paraf ____________
