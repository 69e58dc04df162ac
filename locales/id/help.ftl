# Bantuan, dan pesan yang belum dimengerti.

help =
    Antrian paspor { $office }

    • Lihat tanggal yang masih ada tempat: #jadwal, atau #jadwal Desember
    • Daftar langkah demi langkah: #daftar
    • Lihat booking Anda: #cek
    • Pindah tanggal atau sesi: #ubah
    • Batalkan booking: #batal
    • Dokumen yang dibawa: #syarat
    • Biaya: #biaya
    • Alamat dan jam layanan: #lokasi
    • Urutan di kantor: #alur
    • Apakah chat ini resmi: #cekresmi
    • English: #bahasa en

    Daftar juga dapat dengan satu baris: nama, tanggal lahir, tanggal layanan. Contoh:
    { $example }
    Setujui dengan kode yang kami kirim. Anda lalu menerima kode booking.

    Paspor hilang, paspor rusak, dan perubahan data diurus langsung di kantor.
    Petugas tidak pernah meminta uang lewat chat.

unclear = Maaf, pesan Anda belum dapat kami mengerti. Kirim #jadwal untuk melihat tanggal, atau #bantuan untuk cara mendaftar.
rude = Maaf bila ada yang membuat Anda kesal. Kami ingin membantu: kirim #bantuan untuk semua yang dapat dilakukan di sini, atau #jadwal untuk tanggal yang masih ada tempat.
unclear-nearest = Maksud Anda #{ $word }?
unsupported = Maaf, di sini kami hanya dapat membaca pesan teks. Silakan tulis pesan Anda, atau kirim #bantuan.
unsupported-sticker = Terima kasih! Stiker belum dapat kami baca. Silakan pilih, atau kirim #bantuan.
unsupported-voice = Maaf, pesan suara belum dapat kami dengarkan. Silakan tulis pesan Anda, atau kirim #bantuan.
unsupported-photo = Maaf, foto tidak kami baca dan tidak perlu dikirim. Demi keamanan Anda, jangan kirim foto KTP atau paspor lewat chat.
unsupported-document = Maaf, berkas tidak kami baca dan tidak perlu dikirim. Dokumen diperiksa di kantor; daftarnya ada di #syarat.
unsupported-location = Terima kasih, lokasi Anda tidak kami perlukan. Alamat kantor ada di #lokasi.
unsupported-contact = Maaf, kartu kontak itu bukan nomor Anda sendiri yang terverifikasi. Untuk booking, pakai nomor Anda sendiri.
unsupported-story = Maaf, pesan Anda terlalu panjang untuk kami mengerti. Kirim satu permintaan saja, misalnya #daftar atau #bantuan.
