"""The lobby of the whole day: its machines, and how its officers work through their lines."""

from __future__ import annotations

from itertools import count

from msgspec import Struct

from tests.journeys.whole_day import PRINTING_KIOSK, Day
from tests.journeys.whole_day_pages import DESK, LOUDSPEAKER, PRINTER, TABLET, TV, Board, DeskPage, Kiosk
from tests.journeys.whole_day_people import BAYU, DEWI, GOES_AWAY, LEFT, MIGRANT, RINI, WITHOUT_COPIES

SECONDS_A_PERSON = 15
"""Less than what the board lets pass before a call is too old to be said, whatever three desks do at once."""

BILLS = count(820_991_130_000_001)


class Lobby(Struct, frozen=True, kw_only=True):
    """The machines that stand in the lobby, and the desks with an officer."""

    kiosk: Kiosk
    printing_kiosk: Kiosk
    board: Board
    cs_1: DeskPage
    cs_2: DeskPage
    counter: DeskPage


async def opens(day: Day) -> Lobby:
    """Switch the machines on, and let the officers sit down."""
    screens = day.screens
    kiosk, other, tv = [
        await screens.open(size, script=script) for size, script in ((TABLET, PRINTER), (TABLET, ""), (TV, LOUDSPEAKER))
    ]
    for page, name in ((kiosk, "Kios 1 = kios"), (other, f"{PRINTING_KIOSK} = kios"), (tv, "TV lobi = papan")):
        answer = await day.order(f"/perangkat tambah {name}")
        await screens.pair(page, answer.partition("): ")[2].split()[0])
    board = Board(tv)
    await board.turn_on()
    desks = [await sits_down(day, *each) for each in ((DEWI, "CS 1"), (RINI, "CS 2"), (BAYU, "Loket 1"))]
    return Lobby(
        kiosk=Kiosk(kiosk), printing_kiosk=Kiosk(other), board=board, cs_1=desks[0], cs_2=desks[1], counter=desks[2]
    )


async def sits_down(day: Day, officer: int, desk: str, *, size: dict[str, int] = DESK) -> DeskPage:
    """Sign an officer in at a desk."""
    page = await day.screens.open(size)
    await day.sign_in(page, officer, picture="day-login.png" if officer == DEWI else "")
    at = DeskPage(page)
    await at.take(desk)
    return at


async def checks_papers(day: Day, desk: DeskPage) -> None:
    """Work at Customer Service until nobody waits there."""
    while number := await desk.number() or await desk.call():
        name = await desk.fact("Nama lengkap")
        if name == GOES_AWAY:
            await desk.key("l")  # the third time they are noted as absent
        elif name == LEFT:
            await _calls_in_vain(desk)
        else:
            await desk.key("d")
            await _looks_at_papers(day, desk, name or number)
        day.wait(SECONDS_A_PERSON)


async def takes_photos(day: Day, desk: DeskPage, *, most: int = 100) -> None:
    """Work at the counter until nobody waits there, or so many people have left it."""
    for _ in range(most):
        if not (await desk.number() or await desk.call()):
            return
        person = day.who(await desk.fact("Nama lengkap"))
        await desk.key("d")
        person.code = await desk.fact("Kode booking")
        person.bill = "" if person.name == MIGRANT else str(next(BILLS))
        said = await desk.photographed(person.bill)
        assert said.startswith("Tagihan Rp" if person.bill else "Selesai. Tidak ada biaya."), said
        day.wait(SECONDS_A_PERSON)


async def _calls_in_vain(desk: DeskPage) -> None:
    assert "panggil dahulu 3 kali" in await desk.key("h")
    for _ in range(2):
        assert "dipanggil lagi" in await desk.key("u")
    assert "dicatat tidak hadir" in await desk.key("h")


async def _looks_at_papers(day: Day, desk: DeskPage, name: str) -> None:
    person = day.who(name)
    if name == person.number:
        await desk.identify(person.name, person.born.isoformat())
    if person.lacks:
        picture = "day-desk-cs.png" if name == WITHOUT_COPIES else ""
        assert "Prioritas bila kembali sampai" in await desk.send_back(*person.lacks, picture=picture)
        person.lacks = ()  # they bring it the next time
    else:
        assert "Lengkap. Nomor loket: B" in await desk.complete(person.product, person.category)
