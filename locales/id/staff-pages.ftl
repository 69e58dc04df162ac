# Halaman petugas dan perangkat di ruang tunggu, di grup petugas.

staff-sign-in-private = Kode masuk tidak ditulis di grup. Kirim /masuk di chat pribadi dengan bot ini.
staff-sign-in =
    Kode masuk Anda: { $code }

    Buka halaman petugas, lalu ketik kode ini. Berlaku lima menit, untuk satu kali masuk. Jangan diteruskan kepada siapa pun.
staff-sign-in-link =
    Kode masuk Anda: { $code }
    { $url }

    Buka alamat itu, atau ketik kodenya di halaman petugas. Berlaku lima menit, untuk satu kali masuk. Jangan diteruskan kepada siapa pun.

staff-devices =
    Perangkat yang terpasang:

    { $devices }

    Mencabut: /perangkat cabut NAMA
staff-devices-none = Belum ada perangkat. Pasang dengan: /perangkat tambah Kios 1 = kios
staff-device = • { $name } ({ $kind })
staff-device-code =
    Kode untuk { $name } ({ $kind }): { $code }

    Buka halaman /perangkat di perangkat itu, lalu ketik kode ini. Berlaku 15 menit, untuk satu perangkat.
staff-device-link =
    Kode untuk { $name } ({ $kind }): { $code }

    Di perangkat itu buka { $url }, lalu ketik kode ini. Berlaku 15 menit, untuk satu perangkat.
staff-device-withdraw-ask = Cabut { $name }? Layarnya langsung berhenti sampai dipasang lagi.
staff-device-withdrawn = ✅ { $name } dicabut.

device-kiosk = mesin antrian
device-board = papan antrian

staff-usage-perangkat =
    Contoh:
    /perangkat
    /perangkat tambah Kios 1 = kios
    /perangkat tambah TV lobi = papan
    /perangkat cabut Kios 1
