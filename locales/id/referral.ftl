# Surat pengantar Layanan Darurat: kata-kata di kertasnya, dan halaman untuk memeriksanya.
referral-head =
    Kementerian Imigrasi dan Pemasyarakatan
    Republik Indonesia
    Direktorat Jenderal Imigrasi
    { $office }
referral-title = SURAT PENGANTAR
referral-number = Nomor: { $number }
referral-opening = Yang bertanda tangan di bawah ini, petugas Layanan Darurat { $office }, menerangkan bahwa:
referral-value = { $value }
referral-patient = Nama pasien
referral-age = Usia
referral-condition = Keadaan
referral-place = Dirawat di
referral-departure = Rencana berangkat
referral-case = Nomor kasus
referral-closing =
    sedang kami layani di tempat perawatannya untuk pembuatan paspor, karena akan dirujuk untuk berobat ke luar negeri. Mohon pihak yang berkepentingan membantu seperlunya.

    Surat ini berlaku sampai { $until } dan dibuat untuk dipergunakan sebagaimana mestinya.
referral-day = { $date }
referral-role = Petugas Layanan Darurat,
referral-verify =
    Keaslian surat ini dapat diperiksa dengan kode QR di samping, atau di alamat:
    { $url }
    Halaman itu hanya menunjukkan nomor, tanggal, dan masa berlaku surat.
referral-verify-here = Keaslian surat ini dapat diperiksa di kantor kami dengan menyebut nomornya.
referral-copy = SALINAN KE-{ $copy }

letter-title = Periksa surat
letter-valid = ✅ SURAT BERLAKU
letter-over = ❌ SURAT TIDAK BERLAKU LAGI
letter-withdrawn = ❌ SURAT DICABUT
letter-number = Nomor
letter-day = Tanggal surat
letter-until = Berlaku sampai
letter-value = { $date }
letter-same = Cocokkan nomor dan tanggal ini dengan yang tertulis di surat.
letter-unknown = ❌ SURAT TIDAK DITEMUKAN
letter-unknown-why = Tidak ada surat dengan kode ini, atau masa simpannya sudah habis. Silakan bertanya langsung ke kantor.
