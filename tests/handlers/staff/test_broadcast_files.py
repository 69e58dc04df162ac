"""Pictures and documents with `/siarkan`: kept for everybody, shown before, refused with the reason, and erased."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from bot.adapters import Capabilities
from bot.broadcast_files import case_of
from bot.jobs.retention import erase_files
from bot.media import MOST_BYTES
from bot.messages import Media, Reply
from bot.store.accounts import Accounts
from bot.store.client import Client
from bot.store.errors import BlobGone
from bot.store.media import MediaVault
from tests.handlers.staff.announcing import DATE, TELEGRAM, booked, course, headquarters, words
from tests.handlers.staff.officers import Headquarters
from tests.journeys.recording import RecordingChannel
from tests.offices import DAY_MS, NOW_MS
from tests.sent_files import PDF, PROGRAM, picture

ORDER = f"/siarkan {DATE} = Lihat denah, {{nama}}."
PLAN = Media(kind="picture", content="denah", mime="image/jpeg")
RULES = Media(kind="document", content="aturan", mime="application/pdf", name="Aturan baru.PDF")


class Platform(RecordingChannel):
    """Telegram, as far as it hands out files."""

    name = "telegram"

    def __init__(self) -> None:
        super().__init__(clock=lambda: NOW_MS)
        self.files = {"denah": picture("PNG", size=(3200, 100)), "aturan": PDF}

    async def fetch(self, media: Media, *, most_bytes: int) -> bytes:
        """Return a file."""
        return self.files[media.content]


@pytest.fixture
def platform() -> Platform:
    """Give a platform with a picture and a document."""
    return Platform()


@pytest.fixture
async def hq(client: Client, tmp_path: Path, platform: Platform) -> Headquarters:
    """Give an office with two people who booked, and files to be had from Telegram."""
    hq = await headquarters(client, tmp_path)
    assert hq.staffroom.media is not None
    hq.staffroom.media.add(platform)
    await booked(hq)
    return hq


def vault(hq: Headquarters) -> MediaVault:
    """Return the office's vault."""
    assert hq.staffroom.media is not None
    return hq.staffroom.media.vault


async def kept(hq: Headquarters) -> int:
    """Return how many files of all broadcasts are kept."""
    cases = await vault(hq).due("CBN", now_ms=NOW_MS * 2)
    return sum([len(await vault(hq).of_case("CBN", case)) for case in cases])


async def erased(hq: Headquarters, *, days: float) -> int:
    """Return how many files are left when the retention job has run some days later."""
    await erase_files(vault(hq), "CBN", now_ms=hq.now_ms + int(days * DAY_MS))
    return await kept(hq)


async def announced(hq: Headquarters, media: Media = PLAN) -> Reply:
    """Announce something with a file, and press *Ya*."""
    return await hq.press(await hq.hear(ORDER, media=(media,)))


@pytest.mark.parametrize(
    ("sent", "kind", "name", "said"),
    [
        pytest.param(PLAN, "picture", "", "Dengan gambar ini.", id="picture"),
        pytest.param(RULES, "document", "Aturan baru.pdf", "Dengan dokumen Aturan baru.pdf.", id="document"),
        pytest.param(replace(PLAN, kind="document", name="a.exe"), "picture", "", "Dengan gambar", id="by content"),
        pytest.param(replace(RULES, name="../../x\\y"), "document", "y.pdf", "dokumen y.pdf", id="a path"),
        pytest.param(replace(RULES, name=""), "document", "dokumen.pdf", "dokumen.pdf", id="no name"),
    ],
)
async def test_kept(hq: Headquarters, sent: Media, kind: str, name: str, said: str) -> None:
    """The preview shows the file itself, and the broadcast names it; neither holds its bytes."""
    reply = await hq.hear(ORDER, media=(sent,))
    (media,) = reply.media
    assert (kind, name, b"") == (media.kind, media.name, media.data)
    assert said in words(reply, hq)
    assert (await course(hq, await hq.press(reply))).broadcast.media == reply.media
    assert (await vault(hq).read_named(media.kept)).startswith((b"\xff\xd8\xff", b"%PDF"))


async def test_as_large_as_telephones_show(hq: Headquarters) -> None:
    """A picture is made smaller than a letter would be: it goes to thousands."""
    (media,) = (await hq.hear(ORDER, media=(PLAN,))).media
    with Image.open(io.BytesIO(await vault(hq).read_named(media.kept))) as shown:
        assert (1600, 50) == shown.size


async def test_twice(hq: Headquarters, platform: Platform) -> None:
    """The order, handled again after a crash, keeps one file and gives the same preview."""
    one = await hq.hears(ORDER, media=(PLAN,), number=10**15)
    platform.files.clear()
    two = await hq.hears(ORDER, media=(PLAN,), number=10**15)
    assert (one, 1) == (two, await kept(hq))


async def test_pressed_twice(hq: Headquarters) -> None:
    """The press, handled again after a crash, plans one broadcast, and its file stays."""
    choice = (await hq.hear(ORDER, media=(PLAN,))).choices[0].id
    (one,) = await hq.hears(choice=choice, number=10**15)
    hq.minutes = 1
    (two,) = await hq.hears(choice=choice, number=10**15)
    assert (one.key, 1) == (two.key, len(await hq.staffroom.broadcasts.open("CBN")))
    assert (1, 0) == (await erased(hq, days=30), await erased(hq, days=32))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(PROGRAM, "jenis itu tidak dapat kami terima", id="a renamed program"),
        pytest.param(bytes(MOST_BYTES + 1), "terlalu besar", id="too large"),
        pytest.param(picture()[:60], "rusak", id="damaged"),
    ],
)
async def test_refused(hq: Headquarters, platform: Platform, data: bytes, said: str) -> None:
    """A file that is not what it says, or too large, is refused in words; no broadcast is made of the rest."""
    platform.files["denah"] = data
    reply = await hq.hear(ORDER, media=(PLAN,))
    assert ("staff-broadcast-file-refused", (), 0) == (reply.key, reply.choices, await kept(hq))
    assert "Siaran belum dibuat" in words(reply, hq)
    assert said in words(reply, hq)
    assert "staff-broadcast-file-refused" == (await hq.hear("/siarkan coba = Halo", media=(PLAN,))).key


async def test_not_from_here(client: Client, tmp_path: Path) -> None:
    """On an account that hands out no files the officer is told, and may send the text alone."""
    hq = await headquarters(client, tmp_path)
    await booked(hq)
    assert "staff-broadcast-file-refused" == (await hq.hear(ORDER, media=(PLAN,))).key
    assert "Tanpa gambar atau dokumen." in words(await hq.hear(ORDER), hq)


async def test_too_large_there(client: Client, hq: Headquarters) -> None:
    """Where a channel can't show the file that is told before, and its people get the text alone."""
    await Accounts(client).describe("telegram:cbn", replace(TELEGRAM, picture_bytes=100))
    said = words(await hq.hear(ORDER, media=(PLAN,)), hq)
    assert "• di telegram tidak dapat ditunjukkan" in said
    assert "Gambar pada pesan ini terlalu besar" in said


@pytest.mark.parametrize(
    ("can", "is_told"),
    [
        pytest.param(replace(TELEGRAM, free_text_window_s=60, templates=("broadcast",)), True, id="with a template"),
        pytest.param(TELEGRAM, False, id="no window"),
    ],
)
async def test_late(client: Client, hq: Headquarters, can: Capabilities, is_told: bool) -> None:
    """That a template goes out without the file is told before."""
    await Accounts(client).describe("telegram:cbn", can)
    assert is_told == ("menerima templat, tanpa gambar" in words(await hq.hear(ORDER, media=(PLAN,)), hq))


async def test_tried_out(hq: Headquarters) -> None:
    """A trial shows the officer the file too; it is erased after two days."""
    _, shown = await hq.hears("/siarkan coba = Halo", media=(PLAN,))
    assert ["picture"] == [media.kind for media in shown.media]
    assert (1, 0) == (await erased(hq, days=1.9), await erased(hq, days=2))


async def test_written_next(hq: Headquarters) -> None:
    """A picture below which the officer writes the text, when asked for it, goes along."""
    await hq.hear(f"/siarkan {DATE} tulis")
    preview = await hq.hear("Halo {nama}", media=(PLAN,))
    assert ("staff-broadcast-preview", 1) == (preview.key, len(preview.media))


# --- how long ---------------------------------------------------------------------------------------------


async def test_never_sent(hq: Headquarters) -> None:
    """What nobody has said *Ya* to is erased after two days."""
    await hq.hear(ORDER, media=(PLAN,))
    assert (1, 0) == (await erased(hq, days=1.9), await erased(hq, days=2))


async def test_scheduled(hq: Headquarters) -> None:
    """The file of a broadcast for later stays until it has been sent, as long as it may be sent again."""
    order = f"/siarkan {DATE} kirim besok 07:00 = Halo"
    await hq.press(await hq.hear(order, media=(PLAN,)))
    assert (1, 0) == (await erased(hq, days=31), await erased(hq, days=33))


async def test_stopped(hq: Headquarters) -> None:
    """A stopped broadcast keeps its file for what is in the outbox, then it is erased."""
    begins = await announced(hq)
    await hq.press(await hq.hear(f"/siarkan stop {begins.values['id']}"))
    assert (1, 0) == (await erased(hq, days=1.9), await erased(hq, days=2))


async def test_paused(hq: Headquarters) -> None:
    """Each turn lets the file stay as long as the broadcast itself is known."""
    begins = await announced(hq)
    hq.minutes = 20 * 24 * 60
    await hq.press(begins, "choice-broadcast-pause")
    assert (1, 0) == (await erased(hq, days=30), await erased(hq, days=31))


async def test_erased_is_gone(hq: Headquarters) -> None:
    """An erased file can't be read by the name that messages carry."""
    begins = await announced(hq)
    (media,) = (await course(hq, begins)).broadcast.media
    await vault(hq).erase("CBN", case_of(str(begins.values["id"])), now_ms=hq.now_ms)
    with pytest.raises(BlobGone):
        await vault(hq).read_named(media.kept)
