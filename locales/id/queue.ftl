# Nomor antrian di kantor (#antrian), dan kabar tentangnya.

queue-waiting =
    ⏳ MENUNGGU DIPANGGIL
    Nomor antrian Anda: { $number }
    Jalur: { $lane }

    { $before }
    { $wait }

    { $alarm }
    Keadaan pukul { $at }.

queue-before = Di depan Anda: { $count } orang.
queue-next = Anda berikutnya.
queue-wait = Perkiraan menunggu: { $least } sampai { $most } menit.
queue-wait-unknown = Perkiraan waktu belum ada.
queue-alarm = Kami mengabari Anda bila tinggal { $count } orang lagi. Ingin angka lain? Kirim misalnya #antrian 8.
queue-again = Kirim lagi #antrian dengan nomor itu untuk melihat perubahannya.
choice-queue-alarm = Kabari di { $count } orang

queue-near =
    ⏳ HAMPIR GILIRAN ANDA
    Nomor { $number }, jalur { $lane }.

    { $before }
    { $wait }

    Mohon sudah berada di ruang tunggu, dan siapkan berkas Anda.

queue-called =
    ✅ GILIRAN ANDA
    Nomor { $number }: silakan ke { $desk } sekarang.
queue-called-again =
    ✅ GILIRAN ANDA
    Nomor { $number } dipanggil lagi: silakan ke { $desk } sekarang.
queue-serving =
    ✅ SEDANG DILAYANI
    Nomor { $number } di { $desk }.
queue-over =
    ✅ SELESAI
    Nomor { $number } sudah selesai.

    Untuk melihat tahap permohonan Anda, kirim #cek.
queue-withdrawn =
    ❌ NOMOR TIDAK BERLAKU LAGI
    Nomor { $number } ditarik, karena tahap permohonan Anda berubah.

    Untuk melihat tahapnya, kirim #cek. Masih di kantor? Tanyakan kepada petugas.

queue-skipped =
    ⏳ NOMOR ANDA DILEWATI
    Nomor { $number } sudah dipanggil, tetapi Anda belum ada di tempat. Tidak apa-apa: nomor ini dipanggil lagi sesudah { $count } orang.

    Mohon tunggu di dekat jalur { $lane }.
queue-missed =
    ❌ NOMOR SUDAH LEWAT
    Nomor { $number } sudah dipanggil beberapa kali dan Anda belum datang.

    Masih di kantor? Perlihatkan kode booking Anda di mesin antrian untuk mendapat nomor baru hari ini, atau tanyakan kepada petugas.

queue-none =
    ❌ BELUM ADA NOMOR ANTRIAN
    Nomor antrian diberikan di kantor: perlihatkan kode booking di mesin antrian saat datang. Sesudah itu kirim #antrian untuk melihat urutan Anda.

    Belum mempunyai booking? Kirim #daftar.
queue-number-unknown =
    ❌ NOMOR TIDAK ADA
    Hari ini tidak ada nomor { $number }. Periksa lagi nomor di kertas Anda, misalnya A012.
queue-no-number =
    Untuk melihat antrian Anda, kami perlu nomor HP Anda sendiri. Tekan tombol di bawah, atau kirim nomor di kertas antrian, misalnya #antrian A012.
