# Bantuan, dan pesan yang belum dimengerti.

help =
    Antrian paspor { $office }

    • Lihat tanggal yang masih ada tempat: #jadwal
    • Daftar: kirim nama, tanggal lahir, dan tanggal layanan, seperti contoh di bawah.
    • Setujui dengan kode yang kami kirim. Anda lalu menerima kode booking.
    • Lihat booking Anda: #cek
    • Batalkan booking: #batal

    Contoh pendaftaran:
    { $example }

    Paspor hilang, paspor rusak, dan perubahan data diurus langsung di kantor.
    Petugas tidak pernah meminta uang lewat chat.

unclear = Maaf, pesan Anda belum dapat kami mengerti. Kirim #jadwal untuk melihat tanggal, atau #bantuan untuk cara mendaftar.
unclear-nearest = Maksud Anda #{ $word }?
unsupported = Maaf, di sini kami hanya dapat membaca pesan teks. Silakan tulis pesan Anda, atau kirim #bantuan.
