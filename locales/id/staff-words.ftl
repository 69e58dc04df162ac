# Kata-kata kantor sendiri, untuk petugas: teks, pengumuman, alamat, biaya, alasan tutup.

staff-texts =
    Teks yang dapat Anda tulis sendiri:

    { $texts }

    Lihat satu: /teks alur
    Ubah: /teks alur = teks baru
    Bahasa Inggris: /teks en alur
staff-texts-line = • { $name }: { $about }
staff-texts-own = • { $name }: { $about } (diubah)
staff-about-help = bantuan dan salam pembuka
staff-about-official = akun resmi (#cekresmi)
staff-about-official-at-office = #cekresmi bila akun resmi belum didaftar
staff-about-location = alamat dan jam layanan
staff-about-location-closed = alamat dan jam, bila ada hari libur terdekat
staff-about-rules = ketentuan pada setiap konfirmasi
staff-about-procedure = urutan di kantor
staff-about-fees = daftar biaya dan cara membayar
staff-about-fees-none = #biaya bila belum ada daftar biaya
staff-about-papers-adult = dokumen, dewasa
staff-about-papers-replacement = dokumen, penggantian
staff-about-papers-child = dokumen, anak
staff-about-papers-migrant-worker = dokumen, pekerja migran
staff-about-papers-pilgrim = dokumen, haji atau umrah
staff-about-papers-lost = paspor hilang atau rusak
staff-about-reminder-papers = dokumen pada pengingat
staff-about-thanks = jawaban atas terima kasih

staff-text = /{ $order } = { $text }
staff-text-values = Untuk mengubahnya, salin pesan di atas, ubah, lalu kirim. Bagian { $values } diisi oleh bot dan harus tetap ada.
staff-text-hint = Untuk mengubahnya, salin pesan di atas, ubah, lalu kirim.
staff-text-unknown = ❌ Tidak ada teks bernama { $name }. Lihat daftarnya: /teks
staff-text-nearest = ❌ Tidak ada teks bernama { $name }. Maksud Anda { $nearest }?
staff-text-fault-empty = ❌ Teksnya masih kosong. Tidak ada yang diubah.
staff-text-fault-long = ❌ Teksnya { $found } huruf, paling banyak { $most }. Tidak ada yang diubah.
staff-text-fault-brace = ❌ Periksa { $found }. Kurung kurawal hanya untuk bagian yang diisi bot: { $known }. Tidak ada yang diubah.
staff-text-fault-unknown = ❌ Bagian { $found } tidak dikenal pada teks ini. Yang ada: { $known }. Tidak ada yang diubah.
staff-text-fault-missing = ❌ Bagian { $found } belum ada. Tulis di tempat yang sesuai, seperti ini: { $found }. Tidak ada yang diubah.

staff-words-exact = { $text }
staff-words-ask =
    Begitulah pesan di atas akan dibaca pemohon. Pakai sekarang?

    Untuk mengembalikannya nanti: /{ $order } batal
staff-words-changed =
    ✅ Berlaku sekarang: { $order }.

    Untuk mengembalikannya: /{ $order } batal
staff-words-restored = ✅ Dikembalikan: { $order }. Pesan di atas berlaku sekarang.
staff-words-same = Tidak ada yang diubah: { $order } memang sudah seperti itu.
staff-words-none-before = Tidak ada yang diubah: { $order } tidak mempunyai versi sebelumnya.

staff-announcement =
    Pengumuman sekarang:

    📢 { $text }

    Sampai: { $until }
staff-announcement-none = Sekarang tidak ada pengumuman. Contoh: /pengumuman Loket foto pindah ke lantai 2 sampai 31-12-2026
staff-announcement-no-end = dihapus dengan /pengumuman hapus
staff-announcement-ask =
    Begitulah pengumuman ini akan dibaca di atas #bantuan dan #jadwal. Umumkan sekarang?

    Sampai: { $until }
staff-announcement-ask-removed = Pesan di atas tanpa pengumuman. Hapus pengumumannya sekarang?

staff-address-ask-no-pin =
    Begitulah alamat ini akan dibaca, tanpa titik di peta. Pakai sekarang?

    Dengan titik di peta: /alamat Jl. Melati 5, Cirebon = -6.7063, 108.5570

staff-fees =
    Biaya:

    { $fees }

    Ubah: /biaya biasa-5-tahun 400.000 mulai 1-1-2027
staff-fees-none = Daftar biaya masih kosong. Contoh: /biaya biasa-5-tahun 400.000 mulai 1-1-2027
staff-fee-line = • { $name } ({ $product }): { $fee }
staff-fee-coming = • { $name } ({ $product }): { $fee } mulai { $date }
staff-fee-none = belum ada
staff-fee-ask =
    Ubah biaya { $product } mulai { $date }?

    Dari: { $before }
    Menjadi: { $fee }
staff-fee-changed =
    ✅ Biaya { $product } menjadi { $fee } mulai { $date }.

    Untuk mengembalikannya: /{ $order } batal

staff-reasons =
    Alasan tutup yang siap dipakai:

    { $reasons }

    Tambah: /alasan tambah Listrik padam
    Hapus: /alasan hapus 1
staff-reasons-none = belum ada
staff-reason-line = { $number }. { $reason }
staff-reasons-changed =
    ✅ Alasan tutup sekarang:

    { $reasons }

    Untuk mengembalikannya: /alasan batal

staff-usage-teks =
    Contoh:
    /teks
    /teks alur
    /teks alur = teks baru
    /teks en alur = new text
    /teks alur batal (versi sebelumnya)
    /teks alur asal (teks bawaan)
staff-usage-pengumuman =
    Contoh:
    /pengumuman Loket foto pindah ke lantai 2
    /pengumuman Loket foto pindah ke lantai 2 sampai 31-12-2026
    /pengumuman hapus
    /pengumuman batal

    Paling banyak 500 huruf, tanggalnya hari ini atau sesudahnya.
staff-usage-biaya =
    Contoh:
    /biaya
    /biaya biasa-5-tahun 400.000 mulai 1-1-2027
    /biaya biasa-5-tahun batal

    Produk: biasa-5-tahun, biasa-10-tahun, elektronik-5-tahun, elektronik-10-tahun, sehari-jadi, pmi-pertama, hilang, rusak. Tanggalnya hari ini atau sesudahnya.
staff-usage-alamat =
    Contoh:
    /alamat
    /alamat Jl. Melati 5, Cirebon
    /alamat Jl. Melati 5, Cirebon = -6.7063, 108.5570
    /alamat batal
    /alamat asal

    Paling banyak 200 huruf.
staff-usage-alasan =
    Contoh:
    /alasan
    /alasan tambah Listrik padam
    /alasan hapus 1
    /alasan batal

    Paling banyak 200 huruf.
