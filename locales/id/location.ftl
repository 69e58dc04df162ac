# Alamat dan jam layanan (#lokasi).

location =
    { $place }

    Jam layanan:
    { $hours }
location-closed =
    { $place }

    Jam layanan:
    { $hours }

    Hari libur terdekat:
    { $closed }
hours-line = { $days }: pukul { $first }–{ $last }

weekday-1 = Senin
weekday-2 = Selasa
weekday-3 = Rabu
weekday-4 = Kamis
weekday-5 = Jumat
weekday-6 = Sabtu
weekday-7 = Minggu

choice-location = Lokasi kantor
