# #lapor: laporan tentang orang asing. Siapa pelapornya tidak ditanyakan dan tidak ditunjukkan, kecuali ia mau.

report-step =
    Laporan orang asing, langkah { $step } dari 6
    { $trouble }
    { $ask }
report-trouble = ⚠️ { $problem }
report-ask-what = Apa yang ingin Anda laporkan? Bila ada bahaya sekarang, hubungi polisi di 110.
report-ask-where = Di mana? Tulis alamat atau patokannya, atau kirim titik lokasi.
report-ask-when = Kapan Anda melihatnya? Tulis dengan kata-kata Anda.
report-ask-details = Apa yang Anda lihat? Tulis siapa (bila tahu), berapa orang, dan apa yang dilakukan.
report-ask-photos =
    { $files ->
        [0] Ada foto atau dokumen? Kirim sekarang, satu atau beberapa. Ambil foto hanya bila aman.
       *[other] { $files } berkas diterima. Kirim lagi, atau lanjut.
    }
report-ask-identity = Nama Anda tidak perlu disebut, dan petugas tidak melihat nomor Anda. Bila Anda bersedia dihubungi petugas, tulis nama Anda; sebelum ditunjukkan, kami tanyakan sekali lagi.
report-ask-named = Nama: { $name }. Nama ini dan nomor Anda akan terlihat oleh petugas pengawasan. Tekan Ya, perlihatkan bila Anda setuju; bila tidak, tekan Rahasiakan.
report-summary =
    Periksa laporan Anda
    { $trouble }
    Jenis: { $what }
    Tempat: { $where }
    Waktu: { $when }
    Uraian: { $details }
    Berkas: { $files }
    Pelapor: { $identity }

    Sudah benar? Tekan Kirim laporan, atau ubah yang keliru.
report-overstay = melewati izin tinggal
report-work = bekerja tanpa izin
report-lodging = menginap tanpa dilaporkan
report-crime = kejahatan
report-other = lainnya
report-pin = titik lokasi
report-place = { $place }
report-place-pin = { $place } (dengan titik lokasi)
report-when-unknown = tidak tahu
report-named = { $name }; petugas pengawasan melihat nama dan nomor Anda
report-secret = dirahasiakan
report-choose = Silakan pilih salah satu.
report-too-long = Tulisan itu terlalu panjang. Ringkas, lalu kirim lagi; tambahan dapat menyusul.
report-no-name = Itu tidak terbaca sebagai nama. Tulis nama saja, atau tekan Rahasiakan.
report-no-photo = Kirim foto, atau tekan tombol untuk melanjutkan.
report-received =
    ✅ LAPORAN DITERIMA

    Nomor: { $number }
    Simpan nomor ini. Kirim { $number } di chat ini untuk melihat perkembangannya, atau #lapor { $number } diikuti tambahan Anda. Foto tambahan: tulis #lapor { $number } sebagai keterangannya.

    Hanya petugas pengawasan { $office } yang membacanya. Terima kasih atas kepedulian Anda.
report-state =
    Laporan { $number }: { $state }

    Tambahan: kirim #lapor { $number } diikuti keterangan Anda.
report-state-received = diterima
report-state-followed = ditindaklanjuti
report-state-done = selesai
report-added = Tambahan untuk laporan { $number } diterima. Terima kasih.
report-file-refused = ⚠️ { $problem }
report-unknown = Tidak ada laporan { $number } dari chat ini. Periksa nomornya; laporan hanya dapat diikuti dari chat atau nomor yang melapor.
report-nothing =
    Tidak ada laporan yang sedang ditulis. Laporan yang sudah terkirim tetap diterima.

    Untuk melihatnya, kirim #lapor dan nomornya (WNA-…). Untuk laporan baru, kirim #lapor.
report-stopped = Laporan tidak dikirim, dan yang sudah ditulis dihapus.
report-too-many = Hari ini sudah banyak laporan dari chat ini. Kirim lagi besok; untuk bahaya sekarang, hubungi 110.
report-not-here = Laporan belum dapat diterima di chat ini. Datanglah ke kantor, atau hubungi lewat WhatsApp kantor.
report-question =
    Pertanyaan petugas { $office } tentang laporan { $number }:

    { $text }

    Jawab dengan #lapor { $number } diikuti jawaban Anda. Petugas tidak melihat siapa Anda.
choice-report = Lapor
choice-report-overstay = Izin tinggal lewat
choice-report-work = Kerja tanpa izin
choice-report-lodging = Penginapan
choice-report-crime = Kejahatan
choice-report-other = Lainnya
choice-report-now = Sekarang
choice-report-unknown = Tidak tahu
choice-report-no-photos = Tanpa foto
choice-report-enough = Lanjut
choice-report-named = Ya, perlihatkan
choice-report-secret = Rahasiakan
choice-report-send = Kirim laporan
choice-report-stop = Hentikan
choice-report-what = Ubah jenis
choice-report-where = Ubah tempat
choice-report-when = Ubah waktu
choice-report-details = Ubah uraian
choice-report-photos = Tambah foto
choice-report-identity = Ubah pelapor
