# Petugas menutup dan memindahkan tanggal yang sudah ada pendaftarnya.

staff-close-ask =
    Tutup { $dates }?
    Alasan, yang juga dibaca pemohon: { $reason }

    { $people }
staff-close-reason =
    Mengapa { $dates } tutup? Pilih alasan, atau kirim lagi dengan alasan di belakang tanggal.

    { $reasons }
choice-reason = Alasan { $number }
staff-close-nobody = Belum ada yang terdaftar, jadi tidak ada yang perlu diberi tahu.
staff-close-people =
    { $lines }

    Semua booking itu ({ $count }) dilepas. Pemohon diberi tahu, dengan tanggal terdekat yang masih ada tempat. Bila mereka sebaiknya mendapat tempat pada tanggal lain, pakai /pindah.
staff-close-line = • { $date }: { $booked } terdaftar, { $held } menunggu persetujuan
staff-close-came = • { $date }: { $came } orang sudah datang atau tercatat tidak hadir; mereka tidak berubah
staff-dates-span = { $first } sampai { $last }
staff-close-nothing = ❌ Pada { $dates } memang tidak ada layanan, jadi tidak ada yang ditutup.
staff-close-before = ✅ { $dates } memang sudah tutup, dan tidak ada yang terdaftar.
staff-dates-closed =
    ✅ { $dates } ditutup.
    Alasan: { $reason }

    Booking yang dilepas: { $released }
    Permintaan yang gugur: { $lapsed }
    Pemohon diberi tahu dalam beberapa menit.

staff-move-ask =
    Tutup { $date } dan pindahkan pemohonnya ke { $to }?
    Alasan, yang juga dibaca pemohon: { $reason }

    • Terdaftar: { $booked }
    • Menunggu persetujuan: { $held } (permintaan ini gugur)
    • Tempat kosong pada { $to }: { $free }
    • Tidak mendapat tempat: { $left }

    Yang mendaftar lebih dahulu mendapat tempat lebih dahulu, sedapat mungkin pada jam yang sama. Tempat baru disimpan sampai dijawab, paling lama sampai { $until }.
staff-move-nobody = Tidak ada yang terdaftar pada { $date }. Untuk menutupnya, pakai /tutup.
staff-move-past = ❌ { $date } sudah lewat. Tidak ada yang dipindahkan.
staff-move-same = ❌ Tanggal lama dan tanggal baru sama: { $date }. Tidak ada yang dipindahkan.
staff-move-closed = ❌ Pada { $date } kantor tutup: { $reason }. Tidak ada yang dipindahkan; pilih tanggal lain.
staff-move-no-service = ❌ Pada { $date } tidak ada layanan. Tidak ada yang dipindahkan; pilih tanggal lain.
staff-move-near = ❌ { $date } terlalu dekat: pemohon perlu waktu untuk menjawab. Tidak ada yang dipindahkan; pilih { $earliest } atau setelahnya.
staff-shift-too-many = ❌ Pada { $date } ada { $count } orang; paling banyak 2.000 dalam satu langkah. Tidak ada yang diubah.
staff-date-moved =
    ✅ { $date } ditutup. Dipindahkan ke { $to }: { $moved } orang.

    • Tidak mendapat tempat: { $left }
    • Permintaan yang gugur: { $lapsed }

    Pemohon diberi tahu dalam beberapa menit, dan dapat menjawab sampai { $until }. Jawabannya dilaporkan di chat petugas; lihat juga /pindah status.
staff-date-moved-left =
    { staff-date-moved }

    Yang tidak mendapat tempat tetap tercatat pada { $date } dan diminta memilih sendiri. Pindahkan mereka dengan /pindah ke tanggal berikutnya, atau lepas dengan /tutup.

staff-shift-report =
    📅 { $date } dipindahkan ke { $to }
    { $state }

    Dipindahkan: { $moved }
    • Setuju: { $agreed }
    • Memilih jadwal lain: { $other }
    • Batal: { $cancelled }
    • Belum menjawab: { $silent }
    • Tidak menjawab, tempat dilepas: { $expired }
    Tidak mendapat tempat: { $left }

    { $people }
staff-shift-open = Menunggu jawaban sampai { $until }.
staff-shift-over = Selesai.
staff-shift-silent =
    Belum menjawab:
    { $people }
staff-shift-lost =
    Tidak menjawab:
    { $people }
staff-shift-all = Semua sudah menjawab.
staff-shift-placeless =
    Masih pada { $date } yang sudah ditutup, belum mendapat tempat lain:
    { $people }
    Pindahkan dengan /pindah ke tanggal yang masih ada tempat.
staff-shift-person = • { $code }, { $name }, { $phone }
staff-shift-more = … dan { $count } lainnya
staff-shift-untold =
    ⚠️ { $date } tutup, tetapi { $count } pemohon tidak mempunyai chat. Mohon sampaikan langsung:

    { $people }

    Bila dipindahkan, tempat baru mereka tetap disimpan.
staff-shifts-none = Tidak ada pemindahan yang menunggu jawaban.

staff-usage-tutup =
    Contoh:
    /tutup 30-11-2026 listrik padam
    /tutup 30-11-2026 – 02-12-2026 perbaikan gedung

    Alasan wajib, paling banyak 200 huruf, dan dibaca juga oleh pemohon. Paling banyak 31 hari.
staff-usage-pindah =
    Contoh:
    /pindah 30-11-2026 01-12-2026 listrik padam
    /pindah status

    Tanggal lama, lalu tanggal baru. Alasan boleh tidak ditulis, paling banyak 200 huruf.
