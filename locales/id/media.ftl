# Berkas yang dikirim orang untuk suatu kasus: yang tidak dapat diterima, dan tautan untuk petugas.

file-refused-too-large = Berkas itu terlalu besar. Paling besar 10 MB; foto biasa sudah cukup.
file-refused-unfit = Berkas jenis itu tidak dapat kami terima. Kirim foto (JPG, PNG, WebP) atau PDF.
file-refused-broken = Berkas itu rusak atau bukan foto maupun PDF. Foto ulang, lalu kirim lagi.
file-refused-locked = PDF itu terkunci kata sandi. Kirim tanpa kata sandi, atau foto halamannya saja.
file-refused-active = PDF itu berisi program atau berkas lain, jadi tidak kami buka. Foto halamannya saja, lalu kirim.
file-refused-too-long = PDF itu terlalu panjang atau terlalu rumit. Paling banyak 30 halaman; foto halamannya saja sudah cukup.
file-refused-gone = Berkas itu sudah tidak ada di sini. Kirim lagi dari HP Anda.
file-refused-away = Berkas itu belum dapat kami ambil. Tunggu sebentar, lalu kirim lagi.
file-refused-too-many = Sudah 20 berkas, dan itu yang terbanyak untuk satu kasus.
file-refused-not-here = Berkas tidak dapat dikirim di chat ini. Kirim lewat WhatsApp atau Telegram kantor.
file-link-over = Tautan ini sudah tidak berlaku. Minta yang baru di chat.
file-away = Berkas belum dapat dibuka. Coba lagi sebentar.

staff-files-none = tidak ada
staff-file-line = { $kind } { $number }, { $at }: { $link }
staff-file-picture = foto
staff-file-document = PDF
