# WhatsApp sebagai perangkat tertaut: nomor pemohon, kabar untuk petugas, dan halaman penautan.

whatsapp-share-how =
    Nomor Anda tidak terlihat oleh kami. Agar kami mengetahuinya, kirim kartu kontak Anda sendiri di chat ini:
    ketuk 📎, pilih *Kontak*, lalu pilih nama Anda.

whatsapp-logged-out =
    ⚠️ WhatsApp kantor ({ $account }) terputus: perangkat ini dikeluarkan dari ponsel kantor.
    Pesan yang belum terkirim disimpan. Mohon tautkan kembali; kodenya ada di layar server.
whatsapp-banned =
    ⛔ WhatsApp membatasi nomor kantor ({ $account }) sampai { $until }.
    Sampai saat itu tidak ada yang dikirim; pesan yang tertunda disimpan. Mohon arahkan pemohon ke saluran lain.
whatsapp-replaced =
    ⚠️ WhatsApp kantor ({ $account }) dipakai oleh program lain dengan sesi yang sama, sehingga terputus di sini.
    Mohon hentikan program yang lain. Pesan yang tertunda disimpan.
whatsapp-outdated =
    ⚠️ WhatsApp tidak lagi menerima versi program ini ({ $account }). Mohon perbarui lalu jalankan lagi.
    Pesan yang tertunda disimpan.
whatsapp-refused =
    ⚠️ WhatsApp menolak sambungan nomor kantor ({ $account }). Mohon periksa ponsel kantor.
    Kami mencoba lagi setiap beberapa menit; pesan yang tertunda disimpan.

whatsapp-pair-title = Tautkan WhatsApp kantor
whatsapp-pair-scan = Di ponsel kantor: buka WhatsApp → Perangkat tertaut → Tautkan perangkat, lalu pindai kode ini.
whatsapp-pair-type = Atau pilih “Tautkan dengan nomor telepon saja”, lalu ketik kode ini:
whatsapp-pair-wait = Kode sedang disiapkan. Halaman ini diperbarui sendiri.
whatsapp-pair-linked = 🔗 TERTAUT. Ponsel kantor sudah tersambung; halaman ini boleh ditutup.
whatsapp-pair-used = Tautan ini sudah dipakai atau tidak berlaku. Tautan baru ada di layar server.
whatsapp-pair-open =
    WhatsApp { $account } belum tertaut. Buka halaman ini (sekali pakai) di peramban pada mesin ini:
    { $url }
whatsapp-pair-typed = Kode untuk diketik di ponsel kantor ({ $account }): { $code }
