# Sesudah loket: berkas kurang, lunas, dan tahap permohonan (#cek, #bayar, #paspor).

papers-incomplete =
    ❌ BERKAS BELUM LENGKAP
    { $name }

    Yang perlu dilengkapi:
    { $missing }

    Kembalilah paling lambat { $until } dengan kode { $code }: Anda didahulukan dan tidak perlu mendaftar lagi.
papers-missing = • { $reason }

payment-received =
    ✅ LUNAS
    { $name }

    Jumlah: { $amount }
    Nomor bukti (NTPN): { $proof }
    { $ready }

    Simpan bukti bayarnya: bukti itu dibawa saat mengambil paspor. Kami mengabari Anda di sini bila paspor siap.
payment-none =
    ✅ TIDAK ADA BIAYA
    { $name }

    Permohonan ini gratis. { $ready }

    Kami mengabari Anda di sini bila paspor siap.

application-under-way =
    ✅ PERMOHONAN BERJALAN
    { $name }
    Kode: { $code }
    Tahap sekarang: { $stage }.
application-corrected =
    ⏳ DIPERBAIKI PETUGAS
    { $name }

    Petugas memperbaiki catatan permohonan ini. Tahap sekarang: { $stage }.
    Kirim #cek untuk melihat selengkapnya.
