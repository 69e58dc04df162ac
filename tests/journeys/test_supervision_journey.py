"""A report on a foreign national, with real image files, over each messenger: made, followed, and worked on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

import pytest
from msgspec.structs import replace

from bot.staff import Member
from bot.store.blobs import FolderBlobs
from bot.store.client import Client
from bot.store.media import MediaVault
from tests.channels import telegram_bots, telegram_server
from tests.documents.workbooks import read_book
from tests.journeys.messengers import FileKind, at_cloud, at_device, at_telegram
from tests.journeys.partners import PHONE, Meet, Partner
from tests.journeys.roads import OFFICE, SEALER, Clock, running, town
from tests.journeys.test_same_script import services_of
from tests.sent_files import PROGRAM, bomb, pdf, picture

PARTNERS: Mapping[str, Meet] = {
    **{f"telegram, {library}": at_telegram(library) for library in telegram_bots.LIBRARIES},
    "whatsapp": at_device,
    "whatsapp-cloud": at_cloud,
}
# One person is the reporter and, by the same chat, the officer: each sees what is theirs to see.
STAFF = (
    Member(id=f"telegram:{telegram_server.PERSON}", name="Rina", roles=("supervision",)),
    Member(id=PHONE, name="Rina", roles=("supervision",)),
)
STAFFED = replace(OFFICE, staff=STAFF, pages_url="https://kanim.example")
WRONG: tuple[tuple[str, bytes, FileKind, str], ...] = (
    ("a renamed program", PROGRAM, "document", "Berkas jenis itu tidak dapat kami terima"),
    ("a photo of 50 MB", b"\xff\xd8\xff" + bytes(50_000_000), "photo", "terlalu besar"),
    ("a zip bomb of an image", bomb(), "photo", "rusak atau bukan foto"),
    ("a PDF with a script", pdf(b"<< /S /JavaScript /JS (x) >>"), "document", "Foto halamannya saja"),
)

pytestmark = pytest.mark.timeout(60)


class Sender(Partner, Protocol):
    """A person who sends files too."""

    async def send_file(self, data: bytes, *, kind: FileKind = "photo", caption: str = "") -> str:
        """Send a photo or a document."""
        ...

    def files(self) -> Sequence[bytes]:
        """Return the pictures and documents that have come."""
        ...


@pytest.mark.parametrize("channel", PARTNERS)
async def test_reported(client: Client, clock: Clock, channel: str, tmp_path: Path) -> None:
    """A report goes from the first word to its end; wrong files are refused with a clear sentence on the way."""
    vault = MediaVault(client, SEALER, FolderBlobs(tmp_path / "media"))
    built = town(client, (), clock=clock, office=STAFFED, media=vault)
    (tmp_path / "channel").mkdir()
    async with PARTNERS[channel](services_of(built, client, clock), tmp_path / "channel") as partner:
        built.road.add(partner.adapter)
        async with running(built):
            await partner.begin()
            number = await reported(cast("Sender", partner), clock)
            (file,) = await vault.of_case("CBN", number)
            assert (await vault.read("CBN", file)).startswith(b"\xff\xd8\xff")
            await worked_on(cast("Sender", partner), clock, number)
            assert [] == await vault.due("CBN", now_ms=clock())


async def reported(person: Sender, clock: Clock) -> str:
    """Make a report with one photo; return its number."""
    assert "langkah 1 dari 6" in await person.say("#lapor")
    clock.advance(20_000)
    assert "langkah 2 dari 6" in await person.press("Kerja tanpa izin")
    assert "langkah 3 dari 6" in await person.say("Warung biru, pasar Kanoman")
    assert "langkah 4 dari 6" in await person.press("Tidak tahu")
    clock.advance(20_000)
    assert "langkah 5 dari 6" in await person.say("Tiga orang asing melayani pembeli")
    for what, data, kind, why in WRONG:
        clock.advance(20_000)
        assert why in await person.send_file(data, kind=kind), what
    assert "1 berkas diterima" in await person.send_file(picture(with_place=True))
    clock.advance(20_000)
    assert "langkah 6 dari 6" in await person.press("Lanjut")
    assert "Berkas: 1" in await person.press("Rahasiakan")
    received = await person.press("Kirim laporan")
    return str(re.findall(r"WNA-\w{4}-\w{4}", received)[0])


async def worked_on(person: Sender, clock: Clock, number: str) -> None:
    """Follow the report as its reporter, and work on it as an officer."""
    clock.advance(60_000)
    assert f"Laporan {number}: diterima" in await person.say(number)
    clock.advance(20_000)
    card = await person.say(f"/laporan {number}")
    assert re.search(r"Pelapor: dirahasiakan.*https://kanim\.example/berkas/[\w-]{24}", card, re.DOTALL)
    taken = await person.press("Saya tangani")
    assert "petugas: Rina" in taken
    clock.advance(60_000)
    assert "ditindaklanjuti" in await person.say(number)
    assert "Selesaikan laporan" in await person.say(f"/laporan {number} selesai")
    assert "selesai, petugas: Rina" in await person.press("Ya, lakukan")
    clock.advance(60_000)
    assert f"Laporan {number}: selesai" in await person.say(number)
    clock.advance(20_000)
    assert "1 laporan" in await person.say("/laporan ekspor")
    assert ["Nomor", number] == read_book(person.files()[-1]).column("A")
