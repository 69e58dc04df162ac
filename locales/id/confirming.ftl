# Persetujuan, dan konfirmasi dengan enam ketentuan.

booked-facts =
    Nama: { $name }
    Kode booking:
    { $code }

    { $date }, pukul { $hour }
    { $place }

rules =
    Ketentuan:
    • Wajib menggunakan nomor pribadi.
    • Wajib membawa dokumen asli.
    • Kode booking harus diperlihatkan saat datang ke kantor imigrasi.
    • Datang { $early } menit sebelum jadwal yang telah ditentukan.
    • Persyaratan yang tidak lengkap dan tidak benar akan dikembalikan.
    • Pastikan semua data diri pada dokumen identik dan sama.

booked =
    { -booked }

    { booked-facts }

    { rules }

    Simpan pesan ini. Untuk melihatnya lagi, kirim #cek. Untuk pindah jadwal, kirim #ubah. Untuk membatalkan, kirim #batal.

already-booked =
    { -booked }
    Booking ini sudah Anda setujui sebelumnya. Tidak ada yang berubah.

    { booked-facts }

    { rules }

    Untuk melihatnya lagi, kirim #cek. Untuk pindah jadwal, kirim #ubah. Untuk membatalkan, kirim #batal.

wrong-approval =
    { -waiting }
    Kode itu belum cocok. Periksa kode persetujuan pada pesan kami sebelumnya lalu kirim lagi, atau pilih Setuju.

    Kesempatan mencoba: { $tries } kali lagi.
    Tempat Anda masih disimpan sampai pukul { $until }.

hold-ended =
    { -not-booked }
    Kode persetujuan belum cocok setelah { $tries } kali dicoba, jadi tempat itu sudah dilepas.

    Untuk mendaftar lagi, salin baris ini lalu kirim:
    { $line }

lapsed =
    { -not-booked }
    Batas waktu persetujuan sudah lewat (pukul { $until }), jadi tempat itu sudah dilepas.

    Untuk mendaftar lagi, salin baris ini lalu kirim:
    { $line }

none-pending =
    { -not-booked }
    Tidak ada permintaan yang menunggu persetujuan di chat ini.

    Untuk melihat booking Anda, kirim #cek. Untuk mendaftar, kirim #daftar.

several-pending =
    { -waiting }
    Ada beberapa permintaan yang menunggu persetujuan. Kirim kode persetujuan dari permintaan yang Anda setujui, atau pilih salah satu.

    { $bookings }
pending-line = { $code }: { $name }, { $date }, kode persetujuan { $approval }
pending-line-elsewhere = { $code }: { $name }, { $date }

other-chat =
    { -waiting }
    Kode persetujuan ini untuk chat lain. Silakan kirim dari chat yang Anda pakai untuk mendaftar.
