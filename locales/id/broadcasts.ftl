# Siaran dan berita dari kantor, dan berhenti menerimanya.

broadcast =
    📢 { $office }

    { $text }

    Petugas tidak pernah meminta uang lewat chat.
broadcast-news =
    📢 Berita dari { $office }

    { $text }

    Tidak ingin menerima berita lagi? Kirim #berhenti berita
broadcast-piece = { $piece }

news-stopped =
    Anda tidak lagi menerima berita dari kantor.

    Kabar tentang booking Anda sendiri, seperti perubahan jadwal dan pengingat, tetap kami kirim. Bila ingin menerima berita lagi, kirim #mulai berita
news-stopped-too =
    { draft-none }

    { news-stopped }
news-started = Terima kasih. Anda kembali menerima berita dari kantor. Untuk berhenti, kirim #berhenti berita

choice-news-stop = Berhenti berita
choice-news-again = Terima berita lagi
