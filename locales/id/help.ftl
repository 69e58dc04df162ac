# Bantuan, dan pesan yang belum dimengerti.

help =
    Antrian paspor { $office }

    • Lihat tanggal yang masih ada tempat: #jadwal, atau #jadwal Desember
    • Daftar langkah demi langkah: #daftar
    • Lihat booking Anda: #cek
    • Pindah tanggal atau sesi: #ubah
    • Batalkan booking: #batal
    • Menunggu tempat pada tanggal yang penuh: #tunggu
    • Di kantor, nomor antrian Anda: #antrian
    • Tagihan dan paspor Anda: #bayar, #paspor
    • Dokumen yang harus dibawa: #syarat
    • Biaya: #biaya
    • Alamat dan jam layanan: #lokasi
    • Melaporkan orang asing: #lapor
    • Urutan di kantor: #alur
    • Pasien yang tidak dapat datang: #darurat
    • Pastikan chat ini resmi: #cekresmi
    • English: #bahasa en

    Anda juga dapat mendaftar dengan satu baris: nama, tanggal lahir, dan tanggal layanan. Contoh:
    { $example }
    Kami membalas dengan kode persetujuan. Kirim kode itu, lalu Anda menerima kode booking.

    Paspor hilang, paspor rusak, dan perubahan data diurus langsung di kantor.
    Petugas tidak pernah meminta uang lewat chat.

unclear = Maaf, pesan Anda belum kami pahami. Kirim #jadwal untuk melihat tanggal yang masih ada tempat, atau #bantuan untuk cara mendaftar.
rude = Maaf bila ada yang membuat Anda kesal. Kami ingin membantu: kirim #bantuan untuk melihat semua yang dapat dilakukan di sini, atau #jadwal untuk tanggal yang masih ada tempat.
unclear-nearest = Maksud Anda #{ $word }?
unsupported = Maaf, di sini kami hanya dapat membaca pesan teks. Silakan tulis pesan Anda, atau kirim #bantuan.
unsupported-sticker = Terima kasih! Stiker belum dapat kami baca. Silakan pilih salah satu, atau kirim #bantuan.
unsupported-voice = Maaf, pesan suara belum dapat kami dengarkan. Silakan tulis pesan Anda, atau kirim #bantuan.
unsupported-photo = Maaf, foto tidak dapat kami baca dan tidak perlu dikirim. Demi keamanan Anda, jangan kirim foto KTP atau paspor lewat chat.
unsupported-document = Maaf, berkas tidak dapat kami baca dan tidak perlu dikirim. Dokumen Anda diperiksa di kantor; untuk daftarnya, kirim #syarat.
unsupported-location = Terima kasih, tetapi lokasi Anda tidak kami perlukan. Untuk alamat kantor, kirim #lokasi.
unsupported-contact = Maaf, kontak itu bukan nomor Anda sendiri. Untuk mendaftar, pakailah nomor Anda sendiri.
unsupported-story = Maaf, pesan Anda terlalu panjang untuk kami pahami. Silakan kirim satu permintaan saja, misalnya #daftar atau #bantuan.

# Pesan yang diteruskan.
forwarded = Pesan yang diteruskan bisa saja milik orang lain, jadi tidak kami proses. Silakan tulis sendiri permintaan Anda, atau pilih:
forwarded-line =
    { -not-booked }
    Pesan yang diteruskan bisa saja milik orang lain, jadi belum kami proses.

    Bila booking ini memang untuk Anda, salin baris ini lalu kirim:
    { $line }
choice-book-forwarded = Ya, daftarkan
