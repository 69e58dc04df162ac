# Layanan darurat untuk petugas (/es).

staff-case-new =
    Permohonan darurat baru

    { $card }
staff-case-added =
    Permohonan darurat dilengkapi keluarga

    { $card }
staff-case-withdrawn =
    Permohonan darurat dibatalkan keluarga

    { $card }
staff-case-visit =
    Keluarga memilih waktu kunjungan

    { $card }
staff-case-card =
    { $number }, { $urgency }
    { $stage }

    { $known }
    { $lacking }
staff-case-masked =
    { $number }, { $urgency }
    { $stage }

    Keadaan: { $condition }
    Usia: { $age }
    Berangkat: { $departure }
    { $lacking }
staff-case-whole =
    { $card }

    Berkas (tautan 15 menit):
    { $files }
staff-case-apart = { $name }, isinya saya kirim ke chat pribadi Anda, karena di sini dibaca juga oleh petugas lain.
staff-case-line = • { $number }, { $urgency }: { $condition }, { $age }. { $stage }
staff-cases =
    Kasus darurat yang berjalan:

    { $cases }
    { $more }
staff-cases-more = dan { $count } lagi: /es { $page }
staff-cases-none = Tidak ada kasus darurat yang berjalan.
staff-case-unknown = ❌ Tidak ada kasus { $number } di kantor ini.
staff-case-stage =
    ❌ Kasus { $number } sudah sampai di langkah lain.

    { $stage }
staff-case-full = ❌ Waktu itu sudah terisi untuk semua tim. Kasus { $number } belum dijadwalkan. Pilih waktu lain. { $stage }
staff-case-past = ❌ Waktu itu sudah lewat. Kasus { $number } belum dijadwalkan. Pilih waktu lain. { $stage }
staff-case-no-team = ❌ Tidak ada tim dengan nama itu di konfigurasi. Kasus { $number }. { $stage }
staff-case-accepted =
    ✅ Kasus { $number } diterima oleh { $by }. Keluarga diberi tahu dan dapat memilih waktu kunjungan.
staff-case-ask-which = Kasus { $number } ({ $by }): bagian mana yang diminta? Atau tulis: /es minta { $number } dokter rujukan = pesan
staff-case-asked = ✅ Diminta kepada keluarga, kasus { $number }: { $parts } ({ $by }).
staff-case-reject-why = Kasus { $number } ({ $by }): apa alasannya? Keluarga membacanya. Pilih, atau tulis: /es tolak { $number } = alasan
staff-case-rejected = ✅ Kasus { $number } ditolak oleh { $by }. Alasan: { $reason }. Keluarga diberi tahu.
staff-case-close-why = Kasus { $number } ({ $by }): mengapa ditutup? Keluarga membacanya. Pilih, atau tulis: /es tutup { $number } = alasan
staff-case-closed = ✅ Kasus { $number } ditutup oleh { $by }. Alasan: { $reason }. Keluarga diberi tahu.
staff-case-call = Kasus { $number } ({ $by }): { $name }, { $phone }
staff-case-figures =
    Layanan darurat { $month }

    Permohonan: { $requests }
    Dijawab: { $answered } (rata-rata setelah { $answer-hours } jam)
    Dikunjungi: { $visited } (rata-rata setelah { $visit-hours } jam)
    Ditolak: { $rejected }, dibatalkan keluarga: { $withdrawn }, ditutup: { $closed }
    Kunjungan gagal: { $failed }, paspor diserahkan: { $handed }
staff-case-lately =
    Layanan darurat: { $requests } permohonan, { $answered } dijawab (rata-rata { $answer-hours } jam), { $visited } dikunjungi (rata-rata { $visit-hours } jam), { $rejected } ditolak, { $failed } gagal

urgency-high = SANGAT MENDESAK
urgency-soon = MENDESAK
urgency-normal = biasa
staff-stage-new = Menunggu petugas
staff-stage-asked = Menunggu keluarga melengkapi, diminta { $by }
staff-stage-accepted = Diterima { $by }, belum dijadwalkan
staff-stage-scheduled = Dijadwalkan { $date } pukul { $hour }, { $team } ({ $by })
staff-stage-underway = { $team } dalam perjalanan ({ $by })
staff-stage-arrived = { $team } sudah di tempat pasien ({ $by })
staff-stage-visited = Sudah dikunjungi, paspor dalam proses ({ $by })
staff-stage-handed = Paspor sudah diserahkan ({ $by })
staff-stage-rejected = Ditolak { $by }
staff-stage-withdrawn = Dibatalkan keluarga
staff-stage-closed = Ditutup ({ $by }): { $reason }

staff-visit-when = Kasus { $number }: pilih waktu, atau tulis: /es jadwal { $number } 5-12-2026 08:00 = Tim 1
staff-visit-apart =
    Kasus { $number }: { $date } pukul { $hour } di luar jadwal tim.

    Supervisor menekan Ya bila kunjungan ini disetujui.
staff-visit-scheduled = ✅ Kasus { $number } dijadwalkan { $date } pukul { $hour }, { $team }. Keluarga diberi tahu.
staff-visit-underway = ✅ Kasus { $number }: berangkat. Keluarga diberi tahu.
staff-visit-arrived = ✅ Kasus { $number }: tiba. Keluarga diberi tahu.
staff-visit-visited = ✅ Kasus { $number }: kunjungan selesai. Permohonan paspor { $code } menunggu pembayaran. Keluarga diberi tahu.
staff-visit-handed = ✅ Kasus { $number }: paspor diserahkan. Kasus selesai.
staff-visit-product =
    Kasus { $number }: paspor apa yang diproses?

    { $products }

    Pilih nomornya, atau tulis dengan kode bayar: /es selesai { $number } plain-5-years = 820261130000001
staff-visit-product-line = { $place }. { $product }
staff-visit-failed-why = Kasus { $number }: mengapa gagal? Pilih, atau tulis: /es gagal { $number } = alasan
staff-visit-failed = ✅ Kasus { $number }: kunjungan gagal. Alasan: { $reason }. Keluarga diberi tahu dan dapat memilih waktu lain.
staff-visit-bill-code = ❌ Kasus { $number }: kode bayar terdiri dari 15 angka. Permohonan { $code }.
staff-visit-bill-taken = ❌ Kasus { $number }: kode bayar itu sudah dipakai permohonan lain. Permohonan { $code }.
staff-visit-not-ready = ❌ Kasus { $number }: permohonan paspor { $code } belum sampai di langkah itu. Paspor yang belum siap tidak dapat diserahkan.
staff-hand-ask =
    Kasus { $number }: paspor diserahkan kepada { $to }?

    Bukti bayar dan KTP sudah diperiksa, dan KK bila keluarga yang menerima.
staff-hand-to-patient = pasien sendiri

staff-route =
    Rute kunjungan { $date }

    { $stops }

    { $equipment }
staff-route-today = Hari ini, { $date }: { $count } kunjungan darurat. Tekan Rute untuk urutan dan alamatnya.
staff-route-none = Tidak ada kunjungan pada { $date }.
staff-route-stop =
    { $position }. Pukul { $hour }, { $team }: { $number }
    { $name }, { $age }, { $condition }
    { $place }
    { $stage }
staff-route-equipment =
    Dibawa:
    { $things }
staff-route-thing = • { $thing }

staff-usage-es =
    Contoh:
    /es
    /es ES-7K3M9Q
    /es terima ES-7K3M9Q
    /es minta ES-7K3M9Q dokter rujukan = foto kurang jelas
    /es tolak ES-7K3M9Q = alasan
    /es tutup ES-7K3M9Q = alasan
    /es jadwal ES-7K3M9Q 5-12-2026 08:00 = Tim 1
    /es rute besok
    /es berangkat, /es tiba, /es selesai, /es gagal, /es serah, /es telepon dengan nomor kasus
    /es rekap november

choice-case-terima = Terima
choice-case-minta = Minta berkas
choice-case-tolak = Tolak
choice-case-tutup = Tutup
choice-case-telepon = Telepon
choice-case-jadwal = Jadwalkan
choice-case-berangkat = Berangkat
choice-case-tiba = Tiba
choice-case-selesai = Selesai
choice-case-gagal = Gagal
choice-case-serah = Serahkan paspor
choice-case-see = Lihat
choice-case-number = { $number }
choice-case-more = Berikutnya
choice-case-product = Nomor { $place }
choice-route = Rute
choice-route-berangkat = Berangkat { $number }
choice-route-tiba = Tiba { $number }
choice-route-selesai = Selesai { $number }
choice-reason-not-eligible = Tidak termasuk
choice-reason-can-come = Dapat datang
choice-reason-not-abroad = Bukan ke luar negeri
choice-reason-patient-away = Pasien tidak ada
choice-reason-refused = Belum dapat
choice-reason-papers = Dokumen kurang
choice-reason-equipment = Alat bermasalah
choice-reason-not-needed = Tidak perlu lagi
choice-reason-twice = Sudah ada
choice-reason-unreachable = Tak terhubung
