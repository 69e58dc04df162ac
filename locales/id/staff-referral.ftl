# Surat pengantar untuk petugas (/surat).

staff-usage-surat =
    /surat ES-7K3M9Q: surat pengantar kasus itu, atau salinannya
    /surat cabut ES-7K3M9Q = alasan: surat tidak berlaku lagi
staff-referral-made =
    ✅ Surat pengantar { $number } untuk kasus { $case } sudah dibuat, berlaku sampai { $until }.

    Cetak, tanda tangani, dan beri cap. Kirim /surat { $case } lagi untuk salinan.
staff-referral-copy =
    Salinan ke-{ $copy } surat pengantar { $number } untuk kasus { $case }, berlaku sampai { $until }.
staff-referral-none = ❌ Kasus { $case } tidak mempunyai surat pengantar yang berlaku.
staff-referral-withdraw-ask =
    Surat pengantar { $number } untuk kasus { $case } akan dicabut. Halaman pemeriksaannya akan berkata SURAT DICABUT, dan kasus ini dapat dibuatkan surat baru dengan nomor lain.

    Alasan: { $why }
staff-referral-withdrawn = ✅ Surat pengantar { $number } untuk kasus { $case } dicabut.
