parking =
    🅿️ Parkir di { $office }
    • Motor: halaman belakang, pintu masuk di sisi timur.
    • Mobil: halaman depan, 20 tempat.
    Parkir tidak dipungut biaya. Anda cukup datang 30 menit sebelum sesi Anda.
