# WhatsApp lewat Cloud API: kata-kata di sekitar tombol, dan kabar untuk petugas.

whatsapp-cloud-list = Lihat pilihan
whatsapp-cloud-choose = Silakan pilih:
whatsapp-cloud-share = Tekan tombol ini untuk mengirim nomor Anda.
whatsapp-cloud-refused =
    ⚠️ WHATSAPP BERHENTI MENGIRIM

    Akun WhatsApp { $account } ditolak oleh Meta. Pesan pemohon tetap diterima; jawabannya menunggu dan tidak hilang.
    Mohon beri tahu pengelola sistem: periksa token, izin, dan pembayaran akun di Meta.
