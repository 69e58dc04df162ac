# Yang ditanyakan pemohon kepada petugas, dan yang petugas kirim kepada pemohon lewat bot.

choice-ask-staff = Tanya petugas
inquiry-asked = 📨 Pesan Anda sudah kami teruskan kepada petugas. Jawabannya kami kirim di chat ini pada jam kerja.
inquiry-gone = Pesan itu sudah tidak kami simpan. Silakan tulis lagi pertanyaan Anda, lalu pilih Tanya petugas.

office-letter =
    📨 Pesan dari petugas { $office } tentang booking { $code }:

    { $text }

    Anda dapat membalas di chat ini. Petugas tidak pernah meminta uang lewat chat.
office-answer =
    📨 Jawaban petugas { $office } atas pertanyaan Anda:
    "{ $question }"

    { $text }

    Anda dapat membalas di chat ini. Petugas tidak pernah meminta uang lewat chat.

cancelled-by-office =
    ❌ DIBATALKAN
    Booking { $code } atas nama { $name } untuk { $date }, pukul { $hour }, dibatalkan oleh petugas.
    { $reason }

    Anda dapat mendaftar lagi: kirim #jadwal untuk melihat tanggal yang masih ada tempat.
cancelled-why = Alasan: { $reason }
cancelled-no-reason = Bila ada pertanyaan, silakan balas pesan ini atau datang ke kantor.

blocked =
    { -not-booked }
    Mohon maaf, saat ini Anda belum dapat mendaftar lewat chat.
    Alasan petugas: { $reason }

    Bila ini keliru, silakan datang ke kantor dengan KTP Anda. Petugas akan memeriksanya bersama Anda.
blocked-until =
    { -not-booked }
    Mohon maaf, Anda belum dapat mendaftar lewat chat sampai { $date }.
    Alasan petugas: { $reason }

    Bila ini keliru, silakan datang ke kantor dengan KTP Anda. Petugas akan memeriksanya bersama Anda.
