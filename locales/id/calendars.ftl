# Gambar kalender, dan berkas untuk kalender di HP.

calendar-month = Jadwal { $month }
calendar-ahead = Jadwal { $first } – { $last }
calendar-day = { $day }
calendar-figures = Angka besar: sisa tempat. Bingkai biru: hari ini.
calendar-open = masih banyak
calendar-few = hampir penuh
calendar-full = penuh
calendar-closed = tutup
calendar-later = belum dibuka

event-summary = Paspor: { $office }
event-description =
    Kode booking: { $code }
    Datang { $early } menit sebelumnya dengan dokumen asli. Perlihatkan kode booking ini.
