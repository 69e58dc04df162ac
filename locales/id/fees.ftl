# Biaya (#biaya). Angkanya dari konfigurasi kantor.

fees =
    Biaya paspor hari ini:
    { $fees }

    Bayar setelah wawancara dan foto, di bank atau kantor pos, dengan kode bayar 15 angka dari petugas. Kode itu berlaku 7 hari.
    Petugas tidak pernah meminta uang lewat chat.
fees-none = Daftar biaya belum tersedia di sini. Silakan tanyakan kepada petugas di kantor. Petugas tidak pernah meminta uang lewat chat.

fee-line = • { $product }: { $fee }
fee-line-free = • { $product }: gratis

product-plain-5-years = Paspor biasa, 5 tahun
product-plain-10-years = Paspor biasa, 10 tahun
product-electronic-5-years = Paspor elektronik, 5 tahun
product-electronic-10-years = Paspor elektronik, 10 tahun
product-same-day = Layanan selesai hari itu juga (tambahan)
product-migrant-worker-first = Paspor pertama pekerja migran (PMI)
product-lost = Penggantian paspor hilang (tambahan)
product-damaged = Penggantian paspor rusak (tambahan)
