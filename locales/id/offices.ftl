# Kantor, keadaan booking, dan tombol yang dipakai di banyak jawaban.

-booked = ✅ TERDAFTAR
-waiting = ⏳ MENUNGGU PERSETUJUAN ANDA
-not-booked = ❌ BELUM TERDAFTAR

office-place =
    { $name }
    { $address }

closed-weekday = bukan hari layanan

# Tombol: paling panjang 20 huruf.
choice-schedule = Lihat jadwal
choice-check = Cek booking
choice-help = Bantuan
choice-approve = Setuju
choice-cancel = Batal
choice-cancel-booking = Batalkan booking
choice-cancel-sure = Ya, batalkan
choice-keep = Tidak
choice-again = Daftar lagi
choice-code = { $code }
choice-date = { $date } { $year }
choice-session = Pukul { $hour }
choice-word = #{ $word }
