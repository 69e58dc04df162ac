# Jawaban untuk #cek.

check-booked =
    { -booked }

    { booked-facts }

    Perlihatkan kode booking ini saat datang. Untuk pindah tanggal atau sesi, kirim #ubah. Untuk membatalkan, kirim #batal.

check-arrived =
    ✅ SUDAH DATANG
    Kami sudah mencatat kedatangan Anda.

    { booked-facts }

    Silakan perhatikan nomor antrian Anda di papan.

check-none =
    { -not-booked }
    Belum ada booking pada nomor Anda.

    Untuk mendaftar, kirim #daftar, atau langsung satu baris: nama, tanggal lahir, dan tanggal layanan. Contoh:
    { $example }

unknown =
    ❌ TIDAK DITEMUKAN
    Tidak ada booking dengan kode itu pada nomor Anda.

    Periksa lagi kodenya, atau kirim #cek untuk melihat booking Anda.

mistyped =
    ❌ KODE BELUM TEPAT
    Ada huruf atau angka yang keliru pada kode { $code }.

    Salin kode dari pesan konfirmasi kami, atau kirim #cek tanpa kode.
