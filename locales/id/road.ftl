# Yang dikatakan sistem sendiri, apa pun isi pesan Anda.

flood-warning = Pesan Anda terlalu banyak dalam waktu singkat. Mohon tunggu sebentar, lalu kirim lagi satu pesan.
internal-error = Maaf, ada gangguan di sistem kami. Data Anda tidak hilang. Silakan kirim lagi, atau kirim #cek untuk melihat booking Anda.
store-slow = Maaf, sistem kami sedang lambat. Pesan Anda BELUM dikonfirmasi. Mohon tunggu balasan kami, tidak perlu mengirim ulang.
numbered-hint = Balas dengan nomor pilihan Anda, misalnya 1.
coded-hint = Balas dengan kode pilihan Anda, misalnya { $code }.
media-left-out = Berkas { $name } terlalu besar untuk dikirim di chat ini.
picture-left-out = Gambar pada pesan ini terlalu besar untuk dikirim di chat ini.
choice-line = { $number }. { $label }
