"""Only those whose task it is see a case, its files and who brought it, by chat, button, page, link, export or log."""

from __future__ import annotations

import io
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import pytest
from msgspec import Struct

from bot.media import Circle
from bot.staff import Role
from bot.store.client import Client
from bot.store.supervision import Reports
from tests.journeys.circles import AUTHOR, AUTHOR_PHONE, GROUP, OFFICERS, STAFFED, STRANGER, Circles, circles
from tests.journeys.roads import Clock
from tests.sent_files import picture

FIRST: Mapping[Circle, Role] = {"emergency": "emergency", "supervision": "supervision"}
ENTITLED: Mapping[Circle, Sequence[Role]] = {
    "emergency": ("emergency", "supervisor", "admin"),
    "supervision": ("supervision",),
}
MARKS: Mapping[Circle, Sequence[str]] = {
    "emergency": ("Zulaikha", "Kenari", "gelang", "81399990001", AUTHOR_PHONE),
    "supervision": ("Zulaikha", "Kenari", "gelang", "Rukmini", AUTHOR_PHONE),
}
PATIENT, REPORT = list(MARKS["emergency"][:4]), list(MARKS["supervision"])
# What the entitled see, on which way: nobody sees the number of a family's chat, and nothing comes by any other way.
SEEN: Mapping[Circle, Mapping[str, Sequence[str]]] = {
    "emergency": {
        "link": ["file"], "page": PATIENT, "export": ["Zulaikha", "Kenari"], "order": PATIENT, "press": PATIENT,
    },
    "supervision": {
        "link": ["file"], "export": REPORT, "order": REPORT, "press": REPORT,
    },
}  # fmt: skip
ORDERS: Mapping[Circle, Sequence[str]] = {
    "emergency": (
        "/es", "/es {n}", "/es telepon {n}", "/es rute 21-11-2099", "/surat {n}", "/es terima {n}",
        "/es minta {n} dokter = apa?", "/es jadwal {n} 21-11-2099 10:00", "/es tolak {n} = tidak", "/es berangkat {n}",
        "/es tiba {n}", "/es gagal {n} = tidak", "/es serah {n} = Rina", "/surat cabut {n} = keliru",
        "#darurat", "#darurat {n}", "{n}",
    ),
    "supervision": (
        "/laporan", "/laporan semua", "/laporan {n}", "/laporan {n} tangani", "/laporan {n} catatan apa?",
        "/laporan {n} untuk Admin", "/laporan {n} tenggat besok", "/laporan {n} tanya siapa?", "/laporan {n} selesai",
        "#lapor {n}", "#lapor {n} saya tahu", "{n}",
    ),
}  # fmt: skip
EXPORTS: Mapping[Circle, str] = {"emergency": "/surat {n}", "supervision": "/laporan ekspor"}
DESK = (
    "/cari {n}", "/cari 0812-7770-0077", "/cari 0813-9999-0001", "/kotak", "/rekap", "/rekap 21-11-2099",
    "/es rekap november", "/kirim {n} halo", "/batalkan {n} salah", "/serahkan {n}", "/lunas {n} 1A2B3C4D5E6F7G8H",
    "/siapa", "/petugas", "/bantuan", "#cek {n}", "#dataku", "#paspor",
)  # fmt: skip
PAGES = ("/rute", "/rute/2099-11-21", "/loket", "/loket/keadaan?desk=CS+1", "/surat/{n}", "/tiket/{n}", "/papan")

pytestmark = pytest.mark.timeout(60)


class Planted(Struct, frozen=True, kw_only=True):
    """A case with all that is to stay in its circle: words, the number of who brought it, and a file."""

    circle: Circle
    number: str
    links: tuple[str, ...]
    presses: tuple[str, ...]
    file: str

    def of(self, order: str) -> str:
        """Return an order about this case."""
        return order.format(n=self.number)

    def found_in(self, seen: str) -> list[str]:
        """Return what of the case is in something that was seen."""
        flat = re.sub(r"[\s-]", "", seen).casefold()
        marks = [mark for mark in MARKS[self.circle] if mark.removeprefix("+62").casefold() in flat]
        return [*marks, *(["file"] if self.file in seen else [])]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of what the pages keep."""
    return tmp_path_factory.mktemp("pages")


async def emergency(office: Circles) -> str:
    """Ask for a visit, with one letter; return the case's number."""
    for said in ("#darurat", "darurat mulai", "Zulaikha Marwah, 54 tahun"):
        await office.say(said, by=AUTHOR)
    await office.press("Sakit berat", by=AUTHOR)
    await office.say("Luka karena gelang", by=AUTHOR)
    await office.press("Di rumah", by=AUTHOR)
    await office.say("Gang Kenari 9", by=AUTHOR)
    await office.press("Nanti saja", by=AUTHOR)
    await office.send_photo(picture(), by=AUTHOR)
    for label in ("Lanjut", "Nanti saja"):
        await office.press(label, by=AUTHOR)
    await office.say("5 desember", by=AUTHOR)
    await office.say("Rukmini, 0813-9999-0001", by=AUTHOR)
    return str(re.findall(r"ES-\w{6}", await office.press("Kirim permohonan", by=AUTHOR))[0])


async def supervision(office: Circles) -> str:
    """Report somebody with a photo, and with the own name; return the report's number."""
    await office.say("#lapor", by=AUTHOR)
    await office.press("Kerja tanpa izin", by=AUTHOR)
    await office.say("Gang Kenari 9", by=AUTHOR)
    await office.press("Tidak tahu", by=AUTHOR)
    await office.say("Zulaikha menjual gelang", by=AUTHOR)
    await office.send_photo(picture(), by=AUTHOR)
    await office.press("Lanjut", by=AUTHOR)
    await office.say("Rukmini Astuti", by=AUTHOR)
    await office.press("Ya, perlihatkan", by=AUTHOR)
    return str(re.findall(r"WNA-\w{4}-\w{4}", await office.press("Kirim laporan", by=AUTHOR))[0])


PLANTED: Mapping[Circle, Callable[[Circles], Awaitable[str]]] = {"emergency": emergency, "supervision": supervision}
BEGUN: Mapping[Circle, Sequence[str]] = {
    "emergency": ("/es terima {n}", "/es jadwal {n} 21-11-2099 08:00", "/es {n}", "/es"),
    "supervision": ("/laporan {n} tangani", "/laporan {n}", "/laporan"),
}


async def planted(office: Circles, circle: Circle) -> Planted:
    """Bring a case, and let the first who is entitled begin with it; return it with what that officer was shown."""
    await office.share_number(AUTHOR_PHONE, by=AUTHOR)
    number, officer = await PLANTED[circle](office), OFFICERS[FIRST[circle]]
    shown = "".join([await office.say(order.format(n=number), by=officer) for order in BEGUN[circle]])
    (kept,) = await office.vault.of_case("CBN", number)
    return Planted(
        circle=circle,
        number=number,
        links=tuple(re.findall(r"/berkas/[\w-]{24}", shown)),
        presses=tuple(dict.fromkeys(id for chat in (officer, GROUP) for _, id in office.buttons(chat))),
        file=(await office.vault.read("CBN", kept)).decode("latin-1"),
    )


async def tried(office: Circles, case: Planted, by: int) -> Mapping[str, str]:
    """Return what an officer sees of all that they can try, by the way on which they did."""
    orders = [case.of(order) for order in (*DESK, *ORDERS[case.circle])]
    pages = [case.of(path) for path in PAGES]
    return {
        "link": await office.look(case.links, by=by),
        "page": await office.look(pages, by=by),
        "desk": "".join([await office.say(case.of(order), by=by) for order in DESK]),
        "export": await office.say(case.of(EXPORTS[case.circle]), by=by),
        "order": "".join([await office.say(case.of(order), by=by) for order in ORDERS[case.circle]]),
        "press": "".join([await office.press_id(id, by=by) for id in case.presses]),
        "group": "".join([await office.say(order, by=by, in_group=True) for order in orders]),
        "press in group": "".join([await office.press_id(id, by=by, in_group=True) for id in case.presses]),
        "history": await office.say("/riwayat 50", by=by),
        "summary": await office.sum_up(),
    }


async def kept(office: Circles, case: Planted) -> object:
    """Return the case as it is in the store."""
    if case.circle == "emergency":
        return await office.house.bookings.visits.emergencies.find(STAFFED, case.number)
    return await Reports(office.house.client, office.house.sealer).find(STAFFED, case.number)


WHO: Mapping[str, int] = {**{str(role): id for role, id in OFFICERS.items()}, "stranger": STRANGER}
CASES = [(circle, who) for circle in ENTITLED for who in WHO]


@pytest.mark.parametrize(("circle", "who"), CASES, ids=[f"{circle} case, {who}" for circle, who in CASES])
async def test_circle(
    client: Client, clock: Clock, reports: io.StringIO, valkey: str, pages: Path, tmp_path: Path,
    circle: Circle, who: str,
) -> None:  # fmt: skip
    """The entitled see a case by order, button, page, link and file; nobody else sees or changes any, no log has it."""
    async with circles(client, clock, tmp_path, store_url=valkey, pages=pages) as office:
        case = await planted(office, circle)
        before = await kept(office, case)
        seen = await tried(office, case, WHO[who])
        is_changed = before != await kept(office, case)
    is_entitled = who in ENTITLED[circle]
    found = {way: case.found_in(text) for way, text in seen.items()}
    assert (SEEN[circle] if is_entitled else {}) == {way: marks for way, marks in found.items() if marks}
    assert is_entitled == is_changed
    assert [] == case.found_in(reports.getvalue())
