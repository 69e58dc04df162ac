# Untuk petugas, di grup petugas.

staff-help =
    Perintah petugas { $office }

    • Cari booking: /cari KODE, nomor HP, atau nama
    • Daftarkan pemohon tanpa HP: /daftarkan Budi Santoso#25011987#30112026
    • Batalkan booking: /batalkan KODE alasan
    • Blokir dan lepas: /blokir NOMOR = alasan, /lepas NOMOR = alasan
    • Kirim pesan kepada pemohon: /kirim KODE pesan
    • Pertanyaan pemohon: /kotak, /balas ID jawaban
    • Rekap satu tanggal: /rekap 30-11-2026
    • Siaran kepada banyak pemohon: /siarkan
    • Lihat dan ubah kuota: /kuota, /kuota 30-11-2026 08:00 40
    • Sesi tiap hari: /sesi, jam tanggal baru dibuka: /jam-buka, berapa hari ke depan: /horison
    • Buka tanggal yang tutup: /buka 30-11-2026
    • Hari libur dan cuti bersama: /libur
    • Tutup tanggal: /tutup 30-11-2026 alasan
    • Pindahkan tanggal: /pindah 30-11-2026 01-12-2026 alasan, /pindah status
    • Siapa petugas dan perannya: /petugas
    • Tambah petugas: /petugas tambah Sari Dewi = cs, loket
    • Ubah peran: /petugas peran Sari Dewi = supervisor
    • Keluarkan petugas: /petugas hapus Sari Dewi
    • Yang terakhir dikerjakan: /riwayat
    • Pembayaran: /lunas TAGIHAN NTPN, /tagihan KODE NOMOR
    • Paspor selesai dan diserahkan: /siap KODE, /serahkan KODE
    • Laporan orang asing, di chat pribadi: /laporan
    • Kasus layanan darurat: /es, /es rute
    • Surat pengantar pasien: /surat
    • Meja dan antrian: /loket, lalu tekan tombolnya
    • Urungkan langkah permohonan: /urungkan KODE alasan
    • Halaman petugas di komputer: /masuk
    • Kios dan papan antrian: /perangkat
    • Teks, pengumuman, alamat kantor: /teks, /pengumuman, /alamat
    • Biaya dan alasan tutup: /biaya, /alasan
    • Peran dan ID Anda: /siapa

staff-who =
    { $name }
    Peran: { $roles }
    ID: { $id }

staff-who-stranger =
    Anda belum terdaftar sebagai petugas.
    ID Anda: { $id }
    ID chat ini: { $chat }

    Minta admin mengirim /petugas tambah, lalu kirim kode yang Anda terima: /gabung KODE
    Bila admin menulis nomor HP Anda, bagikan nomor itu kepada bot di chat pribadi.

staff-list =
    Petugas { $office }

    { $members }

staff-line = • { $name }: { $roles } ({ $id })

staff-added = ✅ { $name } sekarang petugas: { $roles }.
staff-invite-ask = Jadikan { $name } petugas dengan peran { $roles }?
staff-invited =
    ✅ Kode untuk { $name } ({ $roles }): { $code }

    Sampaikan langsung kepada { $name }. Kode dipakai satu kali dalam 24 jam, dengan mengirim:
    /gabung { $code }
staff-joined = ✅ Selamat bergabung, { $name }. Peran Anda: { $roles }.
staff-code-sent =
    ✅ Kode untuk { $name } ({ $roles }) sudah dibuat.

    Kode itu dikirim ke chat pribadi yang mengundang, bukan ke grup ini.
staff-write-first =
    ❌ { $name } belum diundang: kodenya tidak boleh terbaca di grup, dan bot belum mengenal chat pribadi Anda.

    Kirim pesan apa saja kepada bot ini di chat pribadi, lalu kirim lagi perintah ini.
staff-has-joined = ✅ { $name } bergabung sebagai petugas: { $roles } ({ $id }).
staff-join-over = ❌ Kode ini tidak berlaku. Minta kode baru kepada admin.
staff-join-member = ❌ Anda sudah petugas: { $name }, { $roles }. Kode ini tidak dipakai; sampaikan kepada rekan yang dituju.
staff-join-name-taken = ❌ Sudah ada petugas dengan nama pada kode ini. Minta kode baru dengan nama lengkap kepada admin.
staff-number-taken = ❌ Nomor itu sudah dipakai petugas { $name }. Lihat daftarnya: /petugas
staff-name-long = ❌ Nama ini terlalu panjang, paling banyak { $most } huruf. Singkat namanya, lalu kirim lagi.
staff-name-taken = ❌ Nama { $name } sudah dipakai petugas lain. Tambahkan nama belakangnya agar tidak tertukar.
staff-name-unknown = ❌ Tidak ada petugas bernama { $name }. Lihat daftarnya: /petugas
staff-configured = ❌ { $name } tercantum di berkas konfigurasi. Perannya hanya dapat diubah di sana.

staff-roles-ask =
    Ubah peran { $name }?

    Dari: { $before }
    Menjadi: { $after }
staff-roles-changed = ✅ Peran { $name } diubah dari { $before } menjadi { $after }.
staff-remove-ask = Keluarkan { $name } ({ $roles }) dari daftar petugas?
staff-removed = ✅ { $name } bukan petugas lagi.

staff-history =
    Yang terakhir dikerjakan:

    { $acts }
staff-history-none = Belum ada yang dikerjakan.
staff-act = • { $at }, { $who }: { $what }
staff-act-change = • { $at }, { $who }: { $what }. Dari { $before } menjadi { $after }
staff-act-refused = • { $at }, { $who }: ditolak, { $what }

staff-dropped = Baik, tidak ada yang diubah.
staff-plan-over = Pertanyaan ini sudah lewat 15 menit. Kirim lagi perintahnya bila masih perlu.
staff-plan-done = Ini sudah dikerjakan dengan tombol yang sama.
staff-plan-dropped = Pertanyaan ini sudah dijawab Tidak jadi. Kirim lagi perintahnya bila masih perlu.
staff-plan-second-person = Untuk langkah ini perlu petugas kedua. Minta rekan Anda menekan tombol yang sama.
staff-word-unknown = Perintah itu tidak ada. Kirim /bantuan untuk melihat semua perintah.
staff-word-nearest = Maksud Anda /{ $word }?
staff-misread =
    ❌ "{ $found }" tidak dapat dibaca.

    { $usage }
staff-incomplete =
    ❌ Perintahnya belum lengkap.

    { $usage }
staff-stranger = ❌ Perintah ini hanya untuk petugas. Anda belum terdaftar; kirim /siapa untuk melihat caranya.
staff-not-allowed = ❌ Maaf, { $name }, perintah ini hanya untuk: { $roles }. Percobaan ini dicatat.

staff-usage-petugas =
    Contoh:
    /petugas
    /petugas tambah Sari Dewi = cs, loket
    /petugas tambah Sari Dewi = cs = 0812-3456-7890
    /petugas peran Sari Dewi = supervisor
    /petugas hapus Sari Dewi

    Peran: admin, supervisor, cs, loket, kasir, pengambilan, darurat, pengawasan.
staff-usage-gabung = Contoh: /gabung ABCD2345
staff-usage-riwayat = Contoh: /riwayat, atau /riwayat 30 (paling banyak 50).

role-admin = admin
role-supervisor = supervisor
role-cs = Customer Service
role-counter = loket
role-cashier = kasir
role-collection = pengambilan
role-emergency = layanan darurat
role-supervision = pengawasan

choice-staff-yes = Ya, lakukan
choice-staff-yes-other = Ya (petugas kedua)
choice-staff-no = Tidak jadi
choice-staff-word = /{ $word }
