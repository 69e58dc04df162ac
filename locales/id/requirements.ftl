# Persyaratan (#syarat): dokumen asli, dan fotokopinya di kertas A4.

papers-which = Persyaratan untuk permohonan yang mana? Silakan pilih.

papers-adult =
    Paspor baru, dewasa (umum)

    Bawa dokumen asli dan fotokopi A4:
    • e-KTP
    • Kartu keluarga (KK)
    • Salah satu: akta kelahiran, buku nikah, ijazah, atau surat baptis

    { papers-rule }

papers-replacement =
    Penggantian paspor

    Bila paspor lama terbit di Indonesia setelah tahun 2009 dan datanya tetap sama, cukup bawa dokumen asli dan fotokopi A4:
    • e-KTP
    • Paspor lama

    Bila tidak demikian, bawa juga kartu keluarga (KK) dan salah satu: akta kelahiran, buku nikah, ijazah, atau surat baptis.

    { papers-rule }

papers-child =
    Paspor anak di bawah 17 tahun

    Bawa dokumen asli dan fotokopi A4:
    • e-KTP ayah dan ibu
    • Kartu keluarga (KK)
    • Akta kelahiran anak
    • Buku nikah orang tua
    • Surat pernyataan orang tua
    Ayah dan ibu ikut datang bersama anak.

    { papers-rule }

papers-migrant-worker =
    Paspor pekerja migran (TKI/PMI)

    Bawa dokumen asli dan fotokopi A4:
    • e-KTP
    • Kartu keluarga (KK)
    • Salah satu: akta kelahiran, buku nikah, ijazah, atau surat baptis
    Paspor pertama tidak dikenai biaya.

    { papers-rule }

papers-pilgrim =
    Paspor haji atau umrah

    Bawa dokumen asli dan fotokopi A4:
    • e-KTP
    • Kartu keluarga (KK)
    • Salah satu: akta kelahiran, buku nikah, ijazah, atau surat baptis
    • Surat dari biro perjalanan haji atau umrah

    { papers-rule }

papers-lost =
    Paspor hilang, rusak, atau perubahan data

    Ini tidak dapat didaftarkan lewat chat. Silakan datang langsung ke kantor: petugas memeriksa lebih dahulu dan membuat berita acara pemeriksaan (BAP).

    Bawa e-KTP, KK, dan paspor lama bila masih ada. Untuk paspor hilang, bawa juga surat kehilangan dari kepolisian.

papers-rule = Semua data diri harus sama persis pada setiap dokumen.

choice-papers = Persyaratan
choice-papers-adult = Dewasa, paspor baru
choice-papers-replacement = Penggantian
choice-papers-child = Anak
choice-papers-migrant-worker = TKI/PMI
choice-papers-pilgrim = Haji atau umrah
choice-papers-lost = Hilang atau rusak
