# Telegram: menu, tombol nomor, dan jawaban di grup.

telegram-menu-schedule = Tanggal yang masih ada tempat
telegram-menu-register = Daftar langkah demi langkah
telegram-menu-check = Lihat booking Anda
telegram-menu-move = Pindah tanggal atau sesi
telegram-menu-cancel = Batalkan booking
telegram-menu-requirements = Dokumen yang harus dibawa
telegram-menu-help = Bantuan dan cara mendaftar
telegram-share-phone = 📱 Kirim nomor saya
telegram-share-how = Tekan tombol di bawah kolom pesan untuk mengirim nomor Anda.
private-only = Layanan ini hanya lewat chat pribadi, agar data Anda tidak dilihat orang lain. Silakan tulis langsung kepada bot ini.
