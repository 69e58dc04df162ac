# Halaman kantor: masuk, perangkat, dan yang sama di semua halaman.

room-service = Antrian paspor
room-away = Sistem sedang tidak tersambung. Halaman ini menyambung kembali dengan sendirinya.
room-needs-script = Halaman ini memerlukan JavaScript. Aktifkan dahulu, lalu buka lagi.
room-sign-out = Keluar
room-sign-in = Masuk untuk petugas
room-sign-in-how = Kirim /masuk di chat pribadi dengan bot kantor. Bot menjawab dengan kode untuk satu kali masuk.
room-sign-in-button = Masuk
room-pair = Pasang perangkat
room-pair-how = Supervisor mengirim /perangkat tambah di chat petugas. Ketik di sini kode yang dijawab bot.
room-pair-button = Pasang
room-code = Kode
room-code-hint = Delapan huruf dan angka, misalnya K7MX2QLD
room-code-wrong = Kode ini tidak berlaku. Kode hanya untuk satu kali dan lima menit; minta yang baru dengan /masuk.
room-pair-wrong = Kode ini tidak berlaku. Kode hanya untuk satu perangkat dan 15 menit; minta yang baru dengan /perangkat tambah.
