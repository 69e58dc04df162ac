# What the console says by itself.

console-not-utf8 = Baris { $number } tidak dikirim: hurufnya tidak terbaca (bukan UTF-8).
console-too-long = Baris { $number } tidak dikirim: lebih dari 4096 huruf.
console-store-away = Sistem sedang terganggu. Pesan Anda belum diterima. Kami terus mencoba; tidak perlu dikirim ulang.
