# Apakah chat ini resmi? (#cekresmi)

official =
    Akun resmi { $office }:
    { $accounts }

    Chat ini resmi hanya bila nomor atau namanya sama persis dengan daftar itu.

    { official-never }

    Bila ragu, tanyakan langsung di kantor: { $address }
official-at-office =
    Untuk memastikan bahwa chat ini milik { $office }, cocokkan nomor atau nama akunnya dengan yang dipasang di kantor: { $address }

    { official-never }
official-never =
    • Petugas tidak pernah meminta uang lewat chat.
    • Kami tidak pernah meminta NIK, foto KTP, PIN, atau kode OTP.
    • Booking tidak dipungut biaya. Kode booking kami selalu dapat dicek dengan #cek.
official-account = • { $account }
