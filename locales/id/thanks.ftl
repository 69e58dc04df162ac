# Jawaban atas "terima kasih", "baik", "siap".

thanks = Sama-sama. Bila masih ada yang Anda perlukan, pilih salah satu, atau kirim #bantuan.
thanks-waiting =
    { -waiting }
    Sama-sama. Tempat untuk { $name } belum menjadi booking. Bila datanya benar, pilih Setuju atau balas YA.
