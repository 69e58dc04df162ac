# Papan antrian di ruang tunggu.

board-title = Papan antrian
board-call = Nomor antrian
board-now = Sedang dilayani
board-waiting = Menunggu
board-none = Belum ada panggilan
board-last-calls = Panggilan terakhir
board-paused = jeda
board-sound = Nyalakan suara
