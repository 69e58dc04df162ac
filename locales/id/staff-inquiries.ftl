# Kotak pertanyaan pemohon, dan pesan petugas kepada mereka.

staff-inquiry =
    📨 Pertanyaan { $id }
    Dari: { $from }

    { $text }

    Tekan Balas, atau kirim: /balas { $id } jawaban Anda
staff-inquiries =
    Menunggu jawaban:

    { $inquiries }
staff-inquiries-none = ✅ Kotak kosong: tidak ada pertanyaan yang menunggu.
staff-inquiry-line =
    { $id }, { $at }
    Dari: { $from }
    { $text }
inquiry-from = { $name }, { $phone }
inquiry-from-number = { $phone }
inquiry-from-unknown = pengirim tanpa nomor

staff-answer-next =
    { $name }, tulis jawaban Anda sebagai pesan berikutnya di sini dalam 15 menit. Pertanyaan { $id }:

    { $text }

    Bila pesan Anda tidak terbaca di grup, kirim: /balas { $id } jawaban Anda
staff-inquiry-answered = ✅ Jawaban untuk { $id } dikirim.
staff-inquiry-done = Pertanyaan { $id } sudah dijawab oleh { $by }. Pesan Anda tidak dikirim.
staff-inquiry-unknown = ❌ Tidak ada pertanyaan { $id }. Pertanyaan dihapus setelah 7 hari. Lihat yang menunggu: /kotak

staff-letter-sent =
    ✅ Pesan untuk { $code } dikirim. Balasannya masuk ke /kotak.

    { $name }, { $phone }
    { $date }, pukul { $hour }
staff-letter-nobody =
    ❌ Pemohon { $code } didaftarkan di loket dan tidak mempunyai chat. Pesan tidak dikirim.

    { $name }, { $phone }
    { $date }, pukul { $hour }

choice-answer = Balas
choice-answer-id = Balas { $id }

staff-usage-kirim = Contoh: /kirim CBN-7K3M-9QXD pesan Anda, paling banyak 1.000 huruf.
staff-usage-balas = Contoh: /balas K7QX jawaban Anda, paling banyak 1.000 huruf. Yang menunggu: /kotak
