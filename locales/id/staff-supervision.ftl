# /laporan: laporan orang asing, hanya untuk petugas pengawasan, hanya di chat pribadi.

staff-report-new = 🔒 Ada laporan baru untuk petugas pengawasan. Buka dengan /laporan di chat pribadi dengan bot.
staff-report-more = 🔒 Ada tambahan pada suatu laporan untuk petugas pengawasan. Buka dengan /laporan di chat pribadi dengan bot.
staff-report-unread = 🔒 Ada laporan orang asing, tetapi belum ada petugas pengawasan yang dapat membacanya. Admin memberi peran itu dengan /petugas.
staff-report-new-number = 🔒 Laporan baru { $number } menunggu dibaca.
staff-report-more-number = 🔒 Ada tambahan pada laporan { $number }.
staff-reports-private = 🔒 Laporan orang asing hanya dibuka di chat pribadi dengan bot. Kirim /laporan di sana.
staff-reports-none = Tidak ada laporan.
staff-reports =
    🔒 Laporan orang asing ({ $count })

    { $reports }
staff-reports-more = Masih { $count } lagi: { $order }
staff-report-line =
    { $number }: { $what }
    { $where }
    { $at }, { $state }, petugas: { $officer }, tenggat: { $due }
staff-report-marked =
    { $line }
    { $marks }
staff-report-news = 🆕 Ada tambahan yang belum dibaca.
staff-report-late = ⚠️ Lewat tenggat.
staff-report =
    🔒 Laporan { $number }
    { $state }, petugas: { $officer }, tenggat: { $due }

    Jenis: { $what }
    Tempat: { $where }
    Waktu: { $when }
    Dilaporkan: { $at }
    Pelapor: { $reporter }

    { $details }

    Berkas (tautan berlaku 15 menit, tiap pembukaan dicatat):
    { $files }
    Tambahan pelapor:
    { $facts }
    Catatan petugas:
    { $notes }
    { $alike }
staff-report-nobody = belum ada
staff-report-no-due = belum ada
staff-report-secret = dirahasiakan
staff-report-named = { $name }, { $phone }
staff-report-fact = { $at }: { $text }
staff-report-note = { $at }, { $by }: { $text }
staff-report-none-alike = Tidak ada laporan lain yang mirip tempat dan waktunya.
staff-report-alike = ⚠️ Mungkin tentang hal yang sama: { $numbers }
staff-report-unknown = Tidak ada laporan { $number } di kantor ini.
staff-report-no-officer = { $name } bukan petugas pengawasan. Lihat nama dan peran dengan /petugas.
staff-report-end-ask = Selesaikan laporan { $number }? Laporan dan berkasnya dihapus { $days } hari kemudian. Pelapor hanya diberi tahu: selesai.
staff-report-taken = Laporan { $number } sudah ditangani { $officer }. Bila perlu berpindah tangan: /laporan { $number } untuk, lalu nama petugas.
staff-report-ended = Laporan { $number } sudah selesai. Untuk membukanya lagi: /laporan { $number } untuk, lalu nama petugas.
staff-report-handed = 🔒 Laporan { $number } kini ditangani { $officer }, menurut { $by }.
staff-report-unheard = ⚠️ { $officer } belum diberi tahu, karena belum pernah membuka /laporan di chat pribadi dengan bot. Sampaikan sendiri.
staff-report-past = { $date } sudah lewat. Tulis tanggal hari ini atau sesudahnya.
staff-report-asked = ✅ Pertanyaan dikirim kepada pelapor { $number }. Jawabannya masuk sebagai tambahan.
staff-reports-export = 🔒 { $count } laporan. Simpan di tempat yang aman, dan hapus bila sudah tidak perlu.
staff-reports-due =
    🔒 Laporan yang tenggatnya hari ini atau sudah lewat ({ $count }):
    { $numbers }
staff-reports-lately =
    Laporan orang asing: { $received } masuk, { $answered } mulai ditindaklanjuti (rata-rata { $answer-hours } jam), { $ended } selesai, { $open } terbuka, { $late } di antaranya lewat tenggat
staff-reports-month =
    Laporan orang asing { $month }

    Masuk: { $received }
    Mulai ditindaklanjuti: { $answered } (rata-rata setelah { $answer-hours } jam)
    Selesai: { $ended }
    Masih terbuka sekarang: { $open }, lewat tenggat: { $late }
report-sheet = Laporan
report-map = https://maps.google.com/?q={ $latitude },{ $longitude }
report-column-number = Nomor
report-column-made = Dilaporkan ({ $zone })
report-column-what = Jenis
report-column-place = Tempat
report-column-map = Peta
report-column-when = Waktu kejadian
report-column-details = Uraian
report-column-reporter = Pelapor
report-column-phone = Nomor pelapor
report-column-state = Keadaan
report-column-officer = Petugas
report-column-due = Tenggat
report-column-facts = Tambahan pelapor
report-column-notes = Catatan petugas
report-column-ended = Selesai ({ $zone })
staff-usage-laporan =
    /laporan, /laporan semua, /laporan ekspor november 2026
    /laporan WNA-7K3M-9QXD
    /laporan WNA-7K3M-9QXD catatan sudah didatangi
    /laporan WNA-7K3M-9QXD tenggat 30-11-2026
    /laporan WNA-7K3M-9QXD untuk Rina
    /laporan WNA-7K3M-9QXD tangani
    /laporan WNA-7K3M-9QXD tanya berapa orang yang terlihat?
    /laporan WNA-7K3M-9QXD selesai
choice-report-take = Saya tangani
choice-report-end = Selesai
