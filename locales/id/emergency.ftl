# Layanan darurat (#darurat): petugas datang kepada pasien.

emergency-about =
    Layanan darurat { $office }

    Petugas kami mendatangi pasien yang tidak dapat datang ke kantor dan harus berobat ke luar negeri, di rumah atau di rumah sakit, pada hari Sabtu dan Minggu.

    Untuk siapa:
    • pasien sakit berat yang tidak dapat bangun
    • bayi berumur kurang dari 40 hari
    • penyandang disabilitas yang tidak dapat bepergian
    • pasien yang tidak boleh meninggalkan rumah sakit

    Siapkan foto surat dokter dan surat rujukan. Yang belum ada dapat menyusul.

    Layanan ini bukan ambulans dan bukan pengobatan. Bila nyawa terancam, telepon 112 atau 119 sekarang.
emergency-not-here =
    Layanan darurat { $office } belum dapat diminta lewat chat ini.

    Hubungi kantor secara langsung; kirim #lokasi untuk alamatnya. Bila nyawa terancam, telepon 112 atau 119.
emergency-step = Layanan darurat, langkah { $step } dari { $steps }
emergency-step-case = Melengkapi permohonan { $number }

emergency-ask-patient =
    { $step }: pasien

    Tulis nama lengkap dan usia pasien, misalnya: Siti Aminah, 54 tahun. Untuk bayi: Bayu, 12 hari.
emergency-ask-condition =
    { $step }: keadaan pasien

    Pilih yang paling sesuai.
emergency-ask-illness =
    { $step }: sakitnya

    Ceritakan singkat sakit pasien dan mengapa tidak dapat datang, dalam satu pesan.
emergency-ask-place =
    { $step }: rumah sakit

    Tulis nama rumah sakit, lalu koma, lalu ruangannya. Misalnya: RSUD Gunung Jati, Melati 3. Bila pasien dirawat di rumah, pilih Di rumah.
emergency-ask-address =
    { $step }: alamat

    Tulis alamat lengkap tempat pasien berada: jalan, nomor, kelurahan, dan kota.
emergency-ask-pin =
    { $step }: titik di peta

    Kirim lokasi tempat pasien berada, dengan tombol lokasi di aplikasi chat Anda.
emergency-ask-doctor-letter =
    { $step }: surat dokter

    Kirim foto surat keterangan dokter. Yang harus terbaca: nama pasien, penyakitnya, bahwa pasien tidak dapat datang, tanggal, serta nama, tanda tangan, dan cap dokter atau rumah sakit.
emergency-ask-referral-letter =
    { $step }: surat rujukan

    Kirim foto surat rujukan ke rumah sakit di luar negeri. Yang harus terbaca: nama pasien, nama rumah sakit dan negara tujuan, tanggal, serta tanda tangan dokter.
emergency-letter-kept =
    { $step }: { $letter }

    Sudah diterima: { $count } berkas. Kirim halaman berikutnya, atau pilih Lanjut.
emergency-ask-departure =
    { $step }: tanggal berangkat

    Kapan pasien direncanakan berangkat? Tulis tanggalnya, misalnya 5 Desember.
emergency-ask-contact =
    { $step }: yang dapat dihubungi

    Tulis nama dan nomor HP keluarga yang mendampingi pasien, misalnya: Rina, 0812-3456-7890.

emergency-trouble-name = Nama pasien tidak dapat dibaca. Tulis nama seperti di KTP atau akta kelahiran.
emergency-trouble-age = Tulis juga usianya di belakang nama, misalnya: Siti Aminah, 54 tahun.
emergency-trouble-choose = Pilih salah satu tombol.
emergency-trouble-empty = Jawabannya kosong. Silakan tulis dengan kata-kata.
emergency-trouble-long = Jawabannya terlalu panjang. Tulislah lebih singkat.
emergency-trouble-address = Alamat itu terlalu pendek untuk ditemukan. Tulis juga jalan, nomor, dan kota.
emergency-trouble-pin = Itu bukan lokasi. Kirim lokasi dengan tombol lokasi di aplikasi chat Anda, atau pilih Nanti saja.
emergency-trouble-photo = Kirim suratnya sebagai foto atau PDF, atau pilih Nanti saja.
emergency-trouble-date = Tanggal itu tidak dapat dibaca. Tulis misalnya 5 Desember, atau pilih Belum tahu.
emergency-trouble-past = Tanggal itu sudah lewat. Tulis tanggal yang akan datang.
emergency-trouble-edited = Pesan yang diubah tidak kami baca lagi. Tulis jawabannya dalam pesan baru. Untuk membetulkan langkah sebelumnya, pilih Kembali, atau Ubah di akhir.
emergency-trouble-phone = Nomor HP-nya tidak dapat dibaca. Tulis misalnya: Rina, 0812-3456-7890.
emergency-trouble-contact = Nama di depan nomor itu tidak dapat dibaca. Tulis misalnya: Rina, 0812-3456-7890.

emergency-summary =
    Periksa permohonan ini. Belum terkirim.

    { $known }

    { $lacking }

    Bila benar, pilih Kirim permohonan atau balas YA. Bila ada yang keliru, pilih Ubah.
emergency-lacking = Masih dapat menyusul: { $parts }.
emergency-line-patient = Pasien: { $name }, { $age }
emergency-line-condition = Keadaan: { $condition }
emergency-line-illness = Sakit: { $illness }
emergency-line-hospital = Rumah sakit: { $hospital }
emergency-line-ward = Rumah sakit: { $hospital }, ruang { $ward }
emergency-line-address = Alamat: { $address }
emergency-line-pin = Peta: https://maps.google.com/?q={ $place }
emergency-line-letter = Ada { $letter }: { $count } berkas
emergency-line-departure = Berangkat: { $date }
emergency-line-contact = Dihubungi: { $name }, { $phone }
emergency-family = keluarga
emergency-departure-unknown = belum diketahui

emergency-part-patient = nama dan usia pasien
emergency-part-condition = keadaan pasien
emergency-part-illness = sakitnya
emergency-part-place = rumah sakit dan ruangan
emergency-part-address = alamat
emergency-part-pin = titik di peta
emergency-part-doctor-letter = surat dokter
emergency-part-referral-letter = surat rujukan
emergency-part-departure = tanggal berangkat
emergency-part-contact = nomor yang dapat dihubungi
emergency-part-line = • { $part }

condition-grave = sakit berat, tidak dapat bangun
condition-newborn = bayi kurang dari 40 hari
condition-disabled = disabilitas, tidak dapat bepergian
condition-inpatient = tidak boleh meninggalkan rumah sakit
age-years = { $count } tahun
age-months = { $count } bulan
age-weeks = { $count } minggu
age-days = { $count } hari

emergency-waiting = Permohonan layanan darurat Anda belum terkirim dan masih kami simpan.
emergency-stopped = Permohonan dihentikan, dan yang sudah ditulis dihapus. Anda dapat mulai lagi kapan saja dengan mengirim #darurat.
emergency-left = Baik. Permohonan Anda tetap berjalan; yang belum ada dapat menyusul kapan saja dengan #darurat.
emergency-too-many = Di chat ini sudah ada tiga permohonan yang berjalan. Kirim #darurat untuk melihatnya.
emergency-for-which = Kiriman ini untuk yang mana? Pilih dahulu, lalu kirim sekali lagi.
emergency-nothing =
    Tidak ada permohonan yang sedang ditulis.
    { $sent }
emergency-sent-last = Permohonan { $number } sudah terkirim dan tidak berubah.
emergency-unknown = Permohonan { $number } tidak ada di chat ini. Permohonan hanya dapat dilihat di chat yang mengirimnya.
emergency-change-which = Bagian mana yang ingin Anda ubah?
emergency-add-which =
    Permohonan { $number }

    Bagian mana yang ingin Anda lengkapi atau ubah?
emergency-added = Terima kasih, sudah kami tambahkan pada permohonan { $number } dan kami teruskan kepada petugas.
emergency-withdraw-ask = Batalkan permohonan { $number }? Kunjungan yang sudah dijadwalkan ikut dibatalkan.
emergency-hours =
    Permohonan { $number }

    Pilih waktu kunjungan tim.
emergency-hours-none = Untuk permohonan { $number } belum ada waktu kunjungan yang kosong. Petugas akan menghubungi Anda.
emergency-hour-taken =
    Waktu itu baru saja terisi.

    Permohonan { $number }: pilih waktu lain.

emergency-case-new =
    ⏳ PERMOHONAN DITERIMA
    Nomor: { $number }

    Petugas memeriksa permohonan ini dan menjawab di chat ini. Simpan nomornya.

    { $lacking }

    Bila nyawa terancam, telepon 112 atau 119.
emergency-case-asked =
    ⏳ PERLU DILENGKAPI
    Permohonan { $number }

    Petugas memerlukan:
    { $parts }
    { $note }
emergency-note = Pesan petugas: { $note }
emergency-case-accepted =
    ✅ PERMOHONAN DISETUJUI
    Permohonan { $number }

    Pilih waktu kunjungan tim, atau tunggu jadwal dari petugas.
   
    { $hours }

    { $lacking }
emergency-no-hours = Saat ini belum ada waktu yang kosong; petugas akan menghubungi Anda.
emergency-case-scheduled =
    ✅ KUNJUNGAN DIJADWALKAN
    Permohonan { $number }

    { $date }, pukul { $hour }
    { $team } datang ke tempat pasien. Siapkan dokumen asli pasien dan surat-surat dari dokter.

    { $lacking }
emergency-case-underway =
    ⏳ TIM DALAM PERJALANAN
    Permohonan { $number }

    { $team } sudah berangkat. Siapkan dokumen asli pasien.
emergency-case-arrived =
    ✅ TIM SUDAH TIBA
    Permohonan { $number }
emergency-case-visited =
    ✅ KUNJUNGAN SELESAI
    Permohonan { $number }

    Wawancara dan foto sudah selesai. Nomor permohonan paspor: { $code }. Kabar pembayaran dan paspor menyusul di chat ini; kirim #paspor untuk melihatnya.
emergency-case-handed =
    ✅ PASPOR SUDAH DISERAHKAN
    Permohonan { $number }

    Semoga pasien lekas sembuh.
emergency-case-rejected =
    ❌ PERMOHONAN TIDAK DAPAT DILAYANI
    Permohonan { $number }

    Alasan: { $reason }
    Kirim #jadwal untuk mendaftar ke kantor seperti biasa. Bila nyawa terancam, telepon 112 atau 119.
emergency-case-withdrawn =
    ❌ PERMOHONAN DIBATALKAN
    Permohonan { $number }
emergency-case-closed =
    ❌ PERMOHONAN DITUTUP
    Permohonan { $number }

    Alasan: { $reason }
    Bila pasien masih memerlukan layanan ini, kirim #darurat.
emergency-case-postponed =
    ⏳ KUNJUNGAN DITUNDA
    Permohonan { $number }

    Alasan: { $reason }
    Pilih waktu lain, atau tunggu jadwal dari petugas.
    { $hours }

emergency-today =
    Hari ini { $team } datang ke tempat pasien, sekitar pukul { $hour }. Permohonan { $number }

    Siapkan dokumen asli pasien dan surat-surat dari dokter.

emergency-reason-not-eligible = pasien tidak termasuk yang dapat dikunjungi
emergency-reason-can-come = pasien masih dapat datang ke kantor, dengan jalur prioritas
emergency-reason-not-abroad = tidak ada rujukan berobat ke luar negeri
emergency-reason-patient-away = pasien tidak di tempat
emergency-reason-refused = pasien belum dapat dilayani
emergency-reason-papers = dokumen belum lengkap
emergency-reason-equipment = peralatan kami bermasalah; mohon maaf
emergency-reason-not-needed = kunjungan tidak diperlukan lagi
emergency-reason-twice = sudah diminta dalam permohonan lain
emergency-reason-unreachable = keluarga tidak dapat dihubungi
emergency-reason-passport-gone = permohonan paspornya tidak kami simpan lagi
emergency-reason-passport-expired = paspor tidak diambil dan sudah dibatalkan
emergency-reason-bill-lapsed = paspor tidak dibayar sampai batas waktunya

choice-emergency = Layanan darurat
choice-emergency-begin = Mulai
choice-emergency-another = Permohonan baru
choice-emergency-send = Kirim permohonan
choice-emergency-change = Ubah
choice-emergency-next = Lanjut
choice-emergency-later = Nanti saja
choice-emergency-at-home = Di rumah
choice-emergency-not-known = Belum tahu
choice-emergency-own-number = Nomor saya ini
choice-emergency-add = Lengkapi
choice-emergency-withdraw = Batalkan
choice-letter-other = Ganti foto
choice-emergency-patient = Pasien
choice-emergency-condition = Keadaan
choice-emergency-illness = Sakitnya
choice-emergency-place = Rumah sakit
choice-emergency-address = Alamat
choice-emergency-pin = Titik di peta
choice-emergency-doctor-letter = Surat dokter
choice-emergency-referral-letter = Surat rujukan
choice-emergency-departure = Tanggal berangkat
choice-emergency-contact = Nomor kontak
choice-condition-grave = Sakit berat
choice-condition-newborn = Bayi < 40 hari
choice-condition-disabled = Disabilitas
choice-condition-inpatient = Wajib rawat inap
choice-visit-slot = { $date } { $hour }
choice-visit-other = Ganti waktu
