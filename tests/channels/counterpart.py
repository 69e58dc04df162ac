"""A scripted office for the page's tests: what it is told, it answers as the road would, over the real transcript."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.adapters import ChannelAdapter
from bot.engine.rendering import qr_png
from bot.messages import Button, InboundEvent, Media, Message
from tests.background import going_on
from tests.channels.contract import Inbox

SCHEDULE = """\
Jadwal yang masih ada tempat:

Senin, 30 November 2026: 214 tempat
Selasa, 1 Desember 2026: 187 tempat
Rabu, 2 Desember 2026: penuh
Kamis, 3 Desember 2026: 240 tempat

Untuk mendaftar, salin baris ini, ganti datanya, lalu kirim:
#Budi Santoso#25011987#30112026"""

HELD = """\
⏳ MENUNGGU PERSETUJUAN

Nama: Budi Santoso
Tanggal lahir: 25 Januari 1987
Nomor: 0812-3456-7890
Tanggal layanan: Senin, 30 November 2026
Sesi: pukul 08:00 WIB

Kode persetujuan:
00002681

Periksa data di atas. Bila benar, kirim kode itu atau pilih Setuju.
Tempat ini disimpan untuk Anda sampai pukul 10:15 WIB."""

BOOKED = """\
✅ TERDAFTAR

Nama: Budi Santoso
Kode booking:
CBN-7K3M-9QXD

Senin, 30 November 2026, pukul 08:00 WIB
Jl. Sultan Ageng Tirtayasa No. 51, Kedawung, Cirebon

Ketentuan:
• Wajib menggunakan nomor pribadi.
• Wajib membawa dokumen asli.
• Kode booking harus diperlihatkan saat datang ke kantor imigrasi.
• Datang 30 menit sebelum jadwal yang telah ditentukan.
• Persyaratan yang tidak lengkap dan tidak benar akan dikembalikan.
• Pastikan semua data diri pada dokumen identik dan sama."""

QR = Media(kind="picture", content="CBN-7K3M-9QXD", mime="image/png", data=qr_png("CBN-7K3M-9QXD"))
FILE = Media(
    kind="document", name="CBN-7K3M-9QXD.ics", mime="text/calendar", data=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
)
SAYS: Mapping[str, tuple[str, tuple[Button, ...], tuple[Media, ...]]] = {
    "#jadwal": (SCHEDULE, (), ()),
    "#Budi Santoso#25011987#30112026": (
        HELD,
        (Button("confirm:CBN-7K3M-9QXD", "Setuju"), Button("cancel:CBN-7K3M-9QXD", "Batal")),
        (),
    ),
    "confirm:CBN-7K3M-9QXD": (
        BOOKED,
        (Button("word:cek", "Lihat booking"), Button("cancel:CBN-7K3M-9QXD", "Batalkan booking")),
        (QR, FILE),
    ),
    "<b>": ("Anda menulis <img src=x onerror=\"document.title='salah'\"> dan <b>.", (), ()),
}


class Counterpart:
    """Answers while its task runs; `holding` keeps the answers back until it is set."""

    def __init__(self, adapter: ChannelAdapter, inbox: Inbox) -> None:
        self.holding = asyncio.Event()
        self.holding.set()
        self._adapter = adapter
        self._inbox = inbox

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        """Answer what is said until the block ends."""
        async with going_on(self.answer_all()):
            yield

    async def answer_all(self) -> None:
        """Answer each event of the inbox, in order, until cancelled."""
        answered = 0
        while True:
            await self._inbox.texts(answered + 1)
            await self.holding.wait()
            await self.say(self._inbox.events[answered])
            answered += 1

    async def say(self, event: InboundEvent) -> None:
        """Answer one event: what nobody wrote an answer for is repeated."""
        said = event.choice or event.text
        text, buttons, media = SAYS.get(said, (f"Anda menulis: {said}", (), ()))
        message = Message(
            id=f"{event.message_id}.1",
            chat=event.chat,
            text=text,
            buttons=buttons,
            layout="buttons" if buttons else "text",
            media=media,
        )
        for payload in self._adapter.render(message):
            await self._adapter.deliver(payload)
