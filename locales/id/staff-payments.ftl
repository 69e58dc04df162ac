# Pembayaran, paspor siap, dan pengambilan, untuk petugas (/lunas, /tagihan, /siap, /serahkan).

staff-payment-noted =
    ✅ { $code } lunas
    { $name }, bukti { $proof }
    Diperkirakan siap: { $ready }. Pemohon diberi tahu.
staff-payment-unmatched =
    ❌ Tidak ada yang diubah.
    { $line }
staff-payments-ask =
    { $paid } pembayaran cocok, { $already } sudah tercatat.

    { $problems }

    Catat { $paid } pembayaran ini sebagai lunas?
staff-payments-done =
    ✅ { $paid } pembayaran dicatat lunas, { $already } sudah tercatat sebelumnya. Pemohonnya diberi tahu.

    { $problems }
staff-payments-none =
    ❌ Tidak ada pembayaran baru yang cocok; { $already } sudah tercatat sebelumnya.

    { $problems }
staff-payments-all-match = Semua baris cocok.
staff-payments-more = • dan { $count } lagi

staff-payments-file-refused =
    ❌ Berkas tidak dapat dipakai. Tidak ada yang diubah.
    { $problem }
payment-file-too-large = Berkasnya terlalu besar, paling besar 1 MB. Bagi menjadi beberapa berkas CSV.
payment-file-too-long = Isinya { $count } baris, paling banyak { $most }. Bagi menjadi beberapa berkas CSV.
payment-file-gone = Berkasnya tidak ada lagi di server chat. Kirim sekali lagi.
payment-file-away = Berkasnya belum dapat diambil. Kirim sekali lagi beberapa menit lagi.
payment-file-not-here = Berkas belum dapat diterima dari chat ini. Kirim lewat chat yang lain, atau ketik barisnya.

payment-unread-heading =
    • Baris { $line } tidak memuat judul kolom kode_billing dan ntpn: { $found }.
      Simpan daftar dari bank sebagai CSV, lalu kirim lagi.
payment-unread-bill = • Baris { $line }: bukan kode billing 15 angka atau kode booking: { $found }.
payment-unread-proof = • Baris { $line }: bukan nomor bukti (NTPN): { $found }.
payment-unread-amount = • Baris { $line }: jumlahnya tidak terbaca: { $found }.
payment-unknown = • Baris { $line }, { $bill }: tidak ada tagihan dengan kode itu.
payment-other-proof = • Baris { $line }, { $bill }: sudah lunas dengan nomor bukti lain.
payment-proof-taken = • Baris { $line }, { $bill }: bukti { $proof } milik permohonan lain.
payment-amount = • Baris { $line }, { $bill }: jumlahnya berbeda dari tagihan.
payment-stage = • Baris { $line }, { $bill }: tidak menunggu pembayaran, tahapnya { $stage }.

staff-bill-numbered =
    ✅ Tagihan { $code }
    { $name }, { $amount }
    Kode billing { $bill }, sampai { $until }. Pemohon diberi tahu.
staff-step-refused = ❌ { $problem }

staff-ready-due =
    Seharusnya sudah siap: { $count } paspor.

    { $lines }

    Catat dengan /siap dan kode-kodenya.
staff-ready-due-line = • { $code }, { $name }: { $stage }
staff-ready-none-due = Tidak ada paspor yang seharusnya sudah siap.
staff-ready-ask =
    Catat { $count } paspor sebagai siap diambil?

    { $problems }
staff-ready-done =
    ✅ { $count } paspor siap diambil, sampai { $until }. Pemohonnya diberi tahu.

    { $problems }
staff-ready-none =
    ❌ Tidak ada yang diubah.

    { $problems }
staff-ready-unknown = • { $bill }: tidak dikenal.
staff-ready-not-now = • { $bill }: tahapnya { $stage }.

staff-hand-over-ask =
    Serahkan paspor { $code }?
    { $name }
    Diambil: { $by } ({ $taker })

    Pastikan sudah ditunjukkan:
    { $papers }
staff-hand-over-paper = • { $paper }
staff-handed-over =
    ✅ Paspor { $code } diserahkan.
    { $name }
    Diambil: { $by } ({ $taker })

staff-usage-lunas =
    Contoh:
    /lunas 820991130000001 1A2B3C4D5E6F7G8H
    /lunas CBN-7K3M-9QXD 1A2B3C4D5E6F7G8H

    Beberapa sekaligus: satu baris untuk tiap pembayaran, paling banyak 100.
    Berkas dari bank: kirim berkas CSV-nya dengan keterangan /lunas saja.
staff-usage-tagihan = Contoh: /tagihan CBN-7K3M-9QXD 820991130000001 (kode billing 15 angka).
staff-usage-siap =
    Contoh:
    /siap
    /siap CBN-7K3M-9QXD
    /siap CBN-7K3M-9QXD 820991130000001

    Kode booking atau kode billing, paling banyak 100.
staff-usage-serahkan =
    Contoh:
    /serahkan CBN-7K3M-9QXD
    /serahkan CBN-7K3M-9QXD keluarga Siti Aminah
    /serahkan CBN-7K3M-9QXD kuasa Slamet Riyadi
