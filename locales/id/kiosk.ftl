# Mesin antrian di ruang tunggu, kertasnya, dan halaman tiket di HP.

kiosk-title = Ambil nomor antrian
kiosk-welcome = Selamat datang
kiosk-welcome-how = Punya booking? Pindai kode QR dari chat, atau ketik kodenya. Nomor antrian Anda langsung keluar.
kiosk-scan = Pindai kode QR
kiosk-scan-how = Perlihatkan kode QR dari chat ke kamera.
kiosk-no-camera = Kamera tidak dapat dipakai
kiosk-type = Ketik kode booking
kiosk-type-how = Kode booking ada pada pesan konfirmasi, misalnya CBN-7K3M-9QXD.
kiosk-keys = Huruf dan angka
kiosk-erase = Hapus satu huruf
kiosk-get-number = Ambil nomor
kiosk-walk-in = Datang tanpa booking
kiosk-walk-in-how = Pilih yang sesuai. Petugas akan memeriksanya. Jumlah nomor setiap hari terbatas.
kiosk-large = Huruf besar
kiosk-read-aloud = Bacakan
kiosk-back = Kembali
kiosk-done = Selesai
kiosk-working = Mohon tunggu sebentar…
kiosk-turned-away = Nomor belum dapat diberikan. Silakan hubungi petugas.
kiosk-withdrawn = Mesin ini tidak dipakai lagi
kiosk-withdrawn-how = Silakan memakai mesin lain, atau hubungi petugas. Untuk petugas: pasang lagi mesin ini dengan kode dari /perangkat tambah.

kiosk-your-number = Nomor antrian Anda
kiosk-lane = Jalur { $lane }
kiosk-before =
    { $before ->
        [0] Tidak ada orang di depan Anda
       *[other] { $before } orang di depan Anda
    }
kiosk-wait = Perkiraan menunggu { $least }–{ $most } menit
kiosk-then-cs = Isi formulir Perdim 11, lalu tunggu nomor ini dipanggil.
kiosk-then-counter = Tunggu nomor ini dipanggil untuk wawancara dan foto.
kiosk-then-collection = Siapkan bukti bayar dan KTP, lalu tunggu dipanggil.
kiosk-follow-page = Pindai untuk mengikuti nomor ini di HP
kiosk-follow-chat = Ikuti di HP: kirim #antrian { $number } ke chat kantor
kiosk-at = { $moment }

kiosk-take-paper = Silakan ambil kertas Anda.
kiosk-printing = Sedang mencetak…
kiosk-failed = Kertas belum keluar.
kiosk-failed-how = Kami mencoba lagi. Nomor ini tetap milik Anda.
kiosk-print-again = Cetak lagi
kiosk-without-paper = Tanpa kertas
kiosk-remember = Ingat nomor ini, atau foto layar ini. Anda sudah dalam antrian.

kiosk-called =
    Nomor { $number } sudah dipanggil
    Silakan langsung ke { $desk }.

kiosk-refused-no-code =
    Ini bukan kode booking
    Kode booking seperti CBN-7K3M-9QXD, pada pesan konfirmasi di chat. Nomor antrian seperti A012 tidak perlu dipindai.
kiosk-refused-mistyped =
    Kode belum tepat
    Ada huruf atau angka yang keliru. Samakan dengan pesan konfirmasi di chat, lalu coba lagi.
kiosk-refused-unknown =
    Kode tidak ditemukan
    Periksa lagi kodenya. Kirim #cek di chat untuk melihat booking Anda, atau tanyakan kepada petugas.
kiosk-refused-other-office =
    Kode ini untuk kantor lain
    Datanglah ke kantor yang tertulis pada pesan konfirmasi Anda.
kiosk-refused-cancelled =
    Booking ini sudah dibatalkan
    Kirim #jadwal di chat untuk mendaftar lagi, atau tanyakan kepada petugas.
kiosk-refused-lapsed =
    Booking ini tidak jadi, karena belum disetujui pada waktunya
    Kirim #jadwal di chat untuk mendaftar lagi.
kiosk-refused-held =
    Booking ini belum Anda setujui
    Buka chat dan tekan Setuju, lalu pindai lagi.
kiosk-refused-no-show =
    Booking ini hangus, karena sesinya sudah lewat
    Kirim #jadwal di chat untuk mendaftar lagi, atau tanyakan kepada petugas.
kiosk-refused-wrong-day =
    Booking ini untuk { $date }
    Datanglah pada tanggal itu. Bila sudah lewat, kirim #jadwal di chat untuk mendaftar lagi.
kiosk-refused-too-early =
    Masih terlalu awal untuk sesi Anda
    Pindai lagi mulai pukul { $from }. Silakan menunggu di ruang tunggu.
kiosk-refused-too-late =
    Sesi Anda sudah berakhir pukul { $from }
    Kirim #jadwal di chat untuk mendaftar lagi, atau tanyakan kepada petugas.
kiosk-refused-not-ready =
    Belum perlu nomor antrian
    Permohonan Anda: { $stage }. Kami mengabari lewat chat begitu Anda perlu datang.
kiosk-refused-bill-lapsed =
    Batas bayar tagihan ini sudah lewat
    Minta kode billing baru kepada petugas. Tidak perlu nomor antrian.
kiosk-refused-late =
    Waktu untuk melanjutkan permohonan ini sudah lewat
    Kirim #jadwal di chat untuk mendaftar lagi, atau tanyakan kepada petugas.
kiosk-refused-ended =
    Permohonan ini sudah selesai atau berakhir
    Keadaannya: { $stage }. Tanyakan kepada petugas bila ini keliru.
kiosk-refused-no-category =
    Kantor ini tidak melayani kelompok itu tanpa booking
    Kirim #jadwal di chat untuk mendaftar, atau tanyakan kepada petugas.
kiosk-refused-full =
    Nomor untuk kelompok ini sudah habis hari ini
    Datanglah besok pagi, atau kirim #jadwal di chat untuk mendaftar.
kiosk-refused-no-lane =
    Belum ada jalur untuk keperluan ini
    Silakan hubungi petugas.
kiosk-refused-over =
    Nomor { $number } sudah tidak berlaku
    Pindai lagi kode booking Anda untuk mendapat nomor baru, atau tanyakan kepada petugas.

ticket-title = Tiket antrian
ticket-number = Nomor antrian
ticket-refreshes = Halaman ini diperbarui sendiri.
ticket-waiting = Anda dalam antrian
ticket-called =
    Nomor Anda dipanggil
    Silakan ke { $desk } sekarang.
ticket-serving =
    Sedang dilayani di { $desk }
    Bila ada langkah berikutnya, nomornya muncul di sini.
ticket-done =
    Selesai di jalur ini
    Permohonan Anda: { $stage }.
ticket-no_show =
    Anda dipanggil, tetapi tidak datang
    Pindai lagi kode Anda di mesin antrian, atau tanyakan kepada petugas.
ticket-lapsed =
    Nomor ini sudah tidak berlaku
    Pindai lagi kode Anda di mesin antrian.
ticket-past =
    Tiket ini dari hari lain
    Nomor antrian berlaku untuk satu hari.
ticket-unknown =
    Tiket tidak ditemukan
    Buka lagi alamatnya dari kode QR pada kertas Anda.
