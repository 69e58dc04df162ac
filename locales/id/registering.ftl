# Pendaftaran langkah demi langkah (#daftar).

ask-name =
    Langkah 1 dari 4: nama

    Tulis nama lengkap pemohon, sama seperti di KTP atau akta kelahiran.
ask-birth-date =
    { $known }

    Langkah 2 dari 4: tanggal lahir

    Tulis tanggal lahir pemohon, misalnya 25-01-1987 atau 25 Januari 1987.
ask-service-date =
    { $known }

    Langkah 3 dari 4: tanggal layanan, hari Anda datang ke kantor

    { $next }

    Pilih satu tanggal, atau tulis tanggal lain.
ask-session =
    { $known }

    Langkah 4 dari 4: sesi

    { $hours }

    Pilih satu sesi, atau tulis jamnya.
ask-sure =
    Periksa data ini. Tempat belum dipesan.

    { $known }

    Bila benar, pilih Pesan tempat ini atau balas YA. Bila ada yang keliru, pilih bagian yang ingin diubah.
ask-again =
    { $problem }

    { $question }
ask-which-date =
    { $found } dapat dibaca lebih dari satu cara. Tanggal mana yang Anda maksud?

known-name = Nama: { $name }
known-birth-date = Tanggal lahir: { $date }
known-service-date = Tanggal layanan: { $date }
known-session = Sesi: pukul { $hour }
known-session-any = Sesi: paling awal yang masih ada tempat

step-mistake =
    Periksa { $field }. { $reason }
    Yang Anda tulis: { $found }

with-reminder =
    { $answer }

    { $reminder }
draft-waiting = Pendaftaran Anda belum selesai dan masih kami simpan.
draft-stopped =
    Pendaftaran dihentikan. Tidak ada tempat yang dipesan.

    Anda dapat mulai lagi kapan saja dengan mengirim #daftar.
draft-none = Tidak ada pendaftaran yang sedang berjalan.

number-kept = Terima kasih. Nomor Anda, { $phone }, sudah kami terima dan dipakai untuk booking dari chat ini.

choice-register = Daftar
choice-continue = Lanjut mendaftar
choice-afresh = Mulai dari awal
choice-stop = Berhenti
choice-back = Kembali
choice-book-draft = Pesan tempat ini
choice-correct-name = Ubah nama
choice-correct-birth-date = Ubah tanggal lahir
choice-correct-service-date = Ubah tanggal layanan
choice-correct-session = Ubah sesi
choice-any-session = Sesi mana saja
choice-session-left = { $hour }: sisa { $left }
