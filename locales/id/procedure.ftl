# Alur di kantor (#alur).

procedure =
    Alur di kantor imigrasi

    1. Datang { $early } menit sebelum sesi Anda. Perlihatkan kode booking atau QR di mesin antrian WA. Mesin itu mencetak nomor antrian Anda, misalnya A012.
    2. Isi formulir Perdim 11.
    3. Customer Service (CS) memeriksa dokumen. Bila lengkap, Anda mendapat nomor loket. Bila belum, petugas memberi tahu apa yang kurang.
    4. Wawancara dan foto di loket.
    5. Bayar di bank atau kantor pos.
    6. Paspor selesai 3 hari kerja setelah pembayaran. Ambil di loket pengambilan dengan membawa bukti bayar dan KTP.

    Bila diambil keluarga, bawa juga KK. Bila diambil orang lain, bawa juga surat kuasa.
    Paspor yang tidak diambil dalam satu bulan dibatalkan, dan biayanya tidak dikembalikan.

    Lansia 60 tahun ke atas, anak di bawah 5 tahun, ibu hamil, dan penyandang disabilitas boleh datang langsung tanpa booking.
