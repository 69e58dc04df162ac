# Halaman loket untuk petugas.

desk-title = Loket petugas
desk-value = { $value }
desk-choose = Pilih meja Anda
desk-change = Ganti meja
desk-nobody = Belum ada yang dipanggil
desk-waiting = Menunggu
desk-next = Berikutnya
desk-call = Panggil berikutnya
desk-recall = Panggil ulang
desk-sit = Sudah datang
desk-skip = Lewati
desk-no-show = Tidak hadir
desk-transfer = Pindahkan
desk-to-lane = Pindahkan ke jalur
desk-finish = Selesai tanpa catatan
desk-pause = Jeda
desk-pause-why = Alasan jeda
desk-own-pause = Alasan lain
desk-resume = Lanjutkan
desk-paused = Meja ini sedang jeda
desk-complete = Berkas lengkap
desk-send-back = Belum lengkap
desk-photographed = Foto selesai
desk-hand-over = Serahkan paspor
desk-auto = Langsung panggil berikutnya
desk-product = Produk
desk-category = Kategori
desk-checklist = Periksa berkas
desk-billing-code = Kode billing
desk-billing-hint = 15 angka dari SIMPONI
desk-reasons = Apa yang kurang?
desk-own-reason = Lainnya
desk-collector = Diambil oleh
desk-collector-name = Nama pengambil
desk-papers = Berkas yang ditunjukkan
desk-name = Nama lengkap
desk-birth-date = Tanggal lahir
desk-identify = Simpan data diri
desk-born = Lahir
desk-session = Sesi
desk-walk-in = Datang langsung
desk-called = Dipanggil
desk-serving = Sedang dilayani
desk-calls = Panggilan ke-
desk-priority = Prioritas
desk-before = di depan
desk-sent-back-for = Dikembalikan karena
desk-undo = Urungkan langkah
desk-undo-why = Alasan mengurungkan
desk-code = Kode booking
desk-cancel = Batal
desk-print = Cetak
desk-other = Meja ini juga dibuka oleh
desk-shortcuts = Huruf di tombol adalah pintasan papan ketik

desk-reason-original = Dokumen asli tidak dibawa
desk-reason-copies = Fotokopi A4 kurang
desk-reason-identity = e-KTP tidak ada atau tidak terbaca
desk-reason-family-card = Kartu keluarga (KK) tidak ada
desk-reason-birth = Akta, buku nikah, ijazah, atau surat baptis tidak ada
desk-reason-differs = Data diri tidak sama di setiap dokumen
desk-reason-parents = Orang tua atau surat pernyataannya belum ada
desk-reason-photo-rules = Pakaian tidak sesuai untuk foto

desk-pause-break = Istirahat
desk-pause-prayer = Salat
desk-pause-meeting = Dipanggil atasan
desk-pause-equipment = Gangguan alat

desk-collector-applicant = Pemohon sendiri
desk-collector-family = Keluarga dalam satu KK
desk-collector-other = Orang lain dengan surat kuasa
desk-paper-payment = Bukti bayar
desk-paper-id_card = KTP asli pengambil
desk-paper-family_card = Kartu keluarga (KK)
desk-paper-authority = Surat kuasa bermeterai

desk-answer-called = Dipanggil: { $number }.
desk-answer-empty = Tidak ada yang menunggu.
desk-answer-busy = Selesaikan dahulu { $number }.
desk-answer-is-paused = Meja sedang jeda ({ $reason }). Lanjutkan dahulu.
desk-answer-nobody = Belum ada orang di meja ini. Panggil berikutnya dahulu.
desk-answer-gone = { $number } tidak lagi di meja ini. Tidak ada yang diubah.
desk-answer-early = Belum dapat dicatat tidak hadir: panggil dahulu { $calls } kali.
desk-answer-recalled = { $number } dipanggil lagi.
desk-answer-skipped = { $number } dilewati, kembali sesudah tiga orang.
desk-answer-no-show = { $number } dicatat tidak hadir.
desk-answer-transferred = { $number } dipindahkan. Waktu datangnya tetap.
desk-answer-finished = { $number } selesai.
desk-answer-no-lane = Pilih jalur tujuan.
desk-answer-paused = Jeda: { $reason }.
desk-answer-pause-why = Tulis alasan jeda.
desk-answer-resumed = Meja dibuka lagi.
desk-answer-who = Isi nama dan tanggal lahir yang benar.
desk-answer-choose = Pilih produk dan kategori.
desk-answer-completed = Lengkap. Nomor loket: { $number }.
desk-answer-sent-back = Dikembalikan. Prioritas bila kembali sampai { $until }.
desk-answer-billed = Tagihan { $fee } dibuat. Pemohon yang memakai chat sudah dikabari.
desk-answer-free = Selesai. Tidak ada biaya.
desk-answer-handed-over = Paspor sudah diserahkan.
desk-answer-supervisor = Hanya supervisor yang dapat mengurungkan.
desk-answer-undone = { $code } kembali ke tahap: { $stage }.

desk-refused-unknown = Kode ini tidak dikenal.
desk-refused-stage = Tidak dapat dilakukan sekarang. Tahap permohonan: { $stage }.
desk-refused-no_product = Produk ini tidak ada hari ini: { $found }.
desk-refused-bill_code = Kode billing harus 15 angka.
desk-refused-bill_taken = Nomor ini sudah dipakai permohonan { $found }.
desk-refused-proof = Tulis nomor bukti bayar (NTPN).
desk-refused-reason = Tulis alasannya.
desk-refused-papers = Masih kurang: { $found }.
desk-refused-named = Nama dari booking tidak diubah di meja.
desk-refused-nameless = Catat dahulu nama dan tanggal lahir pemohon.
desk-refused-no_category = Kategori ini tidak ada: { $found }.
desk-refused-moved = Tahap permohonan ini sudah berubah sejak ditampilkan: { $stage }. Tidak ada yang diubah; lihat lagi.
desk-refused-no_lane = Kantor ini tidak mempunyai jalur untuk langkah berikutnya.

stage-arrived = menunggu CS
stage-at_cs = di CS
stage-sent_back = dikembalikan
stage-counter = menunggu loket
stage-at_counter = di loket
stage-awaiting_payment = menunggu pembayaran
stage-bill_lapsed = tagihan lewat
stage-paid = sudah dibayar
stage-in_production = dicetak
stage-ready = siap diambil
stage-collected = sudah diambil
stage-expired = tidak diambil

walk-in-elderly = Lansia (60 tahun ke atas)
walk-in-child = Anak di bawah 5 tahun
walk-in-pregnant = Ibu hamil
walk-in-disabled = Disabilitas
walk-in-general = Tanpa booking

desk-slip-number =
    { $lane }
    { $before } orang di depan Anda
    Tunggu sampai nomor ini dipanggil.
desk-slip-back =
    Berkas { $code } belum lengkap:
    { $reasons }
    Kembali sampai { $until } untuk didahulukan.
desk-slip-bill =
    Tagihan { $code }
    { $product }
    { $fee }
    Kode billing { $bill }
    Bayar paling lambat { $deadline }
    di bank, kantor pos, atau ATM.
