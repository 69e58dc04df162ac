# Kode bayar (SIMPONI): dibuat, hampir lewat, lewat.

bill-made =
    ⏳ MENUNGGU PEMBAYARAN
    { $name }

    Produk: { $product }
    Jumlah: { $amount }
    Kode bayar (15 angka):
    { $code }
    Bayar paling lambat { $until }.

    Bayar dengan kode itu di bank, kantor pos, ATM, atau aplikasi bank Anda, lalu simpan buktinya: bukti bayar dibawa saat mengambil paspor.
    { bill-never }

bill-lapses-soon =
    ⏳ MENUNGGU PEMBAYARAN
    { $name }

    Kode bayar Anda hampir lewat: berlaku sampai { $until }.
    Produk: { $product }
    Jumlah: { $amount }
    Kode bayar (15 angka):
    { $code }

    Bila sudah membayar, pesan ini tidak perlu dibalas: bukti dari bank dapat memerlukan waktu untuk sampai kepada kami.
    { bill-never }

bill-lapsed =
    ❌ KODE BAYAR LEWAT
    { $name }

    Kode { $code } hanya berlaku sampai { $until }, jadi tidak dapat dipakai lagi. Mohon jangan membayar dengan kode itu.

    Minta kode bayar baru kepada petugas di kantor, dengan membawa KTP:
    { $place }

    Bila Anda sudah membayar sebelum tanggal itu, perlihatkan bukti bayarnya kepada petugas.

bill-never = Petugas tidak pernah meminta uang lewat chat.
bill-on-paper = (lihat kertas dari petugas)
