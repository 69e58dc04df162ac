"""Officers announce something in their chat, over the real libraries: previewed, sent, edited as it goes, reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.app import House, Store
from bot.bookings import Bookings
from bot.config import Config, RedisSettings
from bot.jobs.broadcasting import Slice
from bot.media_settings import MediaSettings, open_blobs
from bot.offices import Office
from bot.store.broadcasts import Broadcasts
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client
from bot.store.media import MediaVault
from bot.store.outbox import Outbox
from tests.channels import telegram_bots
from tests.channels.telegram_people import STAFF
from tests.channels.whatsapp_server import STAFF as WHATSAPP_STAFF
from tests.journeys.programs import CONFIG, Installation, working_day
from tests.journeys.roads import OFFICES, SEALER, Clock
from tests.journeys.telegram_town import BUDI, DEWI, SARI, STAFFED, telegram_town
from tests.journeys.test_jobs import reports
from tests.journeys.whatsapp_town import whatsapp_town
from tests.sent_files import picture
from tests.store.servers import until

BUDIS = "081234567890"
PHOTO = [{"file_id": "denah", "file_unique_id": "u", "file_size": 5, "width": 90, "height": 90}]

pytestmark = pytest.mark.timeout(60)


async def work(client: Client, clock: Clock, folder: Path, *, office: Office = STAFFED) -> None:
    """Do what a worker does with the broadcasts that are due, until they have ended."""
    accounts = (telegram_bots.ACCOUNT,)
    config = Config(
        offices=OFFICES, accounts=accounts, data_dir=folder, key_file=folder / "keys",  # type: ignore[arg-type]  # it has no options here
        redis=RedisSettings(url="redis://nowhere"),
    )  # fmt: skip
    house = House(
        config=config,
        client=client,
        sealer=SEALER,
        offices=LiveOffices({"CBN": office}, Calendars(client)),
        bookings=Bookings(client, SEALER, uniform=lambda shortest, longest: longest),
        outbox=Outbox(client, SEALER),
        store=Store(config),
        media=vault_in(client, folder),
    )
    for id in await Broadcasts(client, SEALER).due("CBN", now_ms=clock()):
        await Slice(house, office, id, clock=clock, seconds=30).run()


def vault_in(client: Client, folder: Path) -> MediaVault:
    """Return a vault whose files are in a folder."""
    return MediaVault(client, SEALER, open_blobs(MediaSettings(), folder=folder))


@pytest.mark.parametrize("library", telegram_bots.LIBRARIES)
async def test_at_telegram(client: Client, clock: Clock, library: str, tmp_path: Path) -> None:
    """What is announced to a date's people reaches them once, with the picture; the staff see how it goes."""
    async with telegram_town(client, clock, library=library, media=vault_in(client, tmp_path)) as people:
        people.gives_out("denah", picture())
        await people.in_private()
        await people.in_private("#Budi Santoso#25011987#01122099")
        await people.in_private("ya")

        assert "belum" not in await people.in_group("/siarkan", by=DEWI)
        assert "Siaran untuk tanggal layanan yang mana?" in await people.in_group("/siarkan", by=SARI)
        assert '"{nema}"' not in await people.in_group("/siarkan 1 Desember 2099 = Halo {nema}", by=SARI)
        assert "Maksud Anda {nama}?" in await people.in_group("/siarkan 1 Desember 2099 = Halo {nema}", by=SARI)

        order = "/siarkan 1 Desember 2099 = Halo {nama}, {tanggal} lewat pintu timur."
        preview = await people.in_group(by=SARI, photo=PHOTO, caption=order)
        assert re.search(r"Penerima: 1 orang\n• telegram: 1 orang, sekitar 1 detik", preview)
        assert "Halo Budi S•••, Selasa, 1 Desember 2099 lewat pintu timur." in preview
        assert "Dengan gambar ini." in preview
        assert 1 == people.files(STAFF)
        begins = await people.press("Ya, lakukan", by=SARI, chat=STAFF)
        (id,) = re.findall(r"Siaran (\w{5}) dimulai", begins)

        before = people.files(BUDI)
        await work(client, clock, tmp_path)
        told = await people.shown(BUDI)
        assert "Halo Budi Santoso, Selasa, 1 Desember 2099 lewat pintu timur." in told
        assert before + 1 == people.files(BUDI)
        report = await people.shown(STAFF)
        assert f"✅ Siaran {id} selesai.\n\nTerkirim 1 dari 1, gagal 0" in report
        assert 1 == people.count(STAFF, f"Siaran {id}: ")
        assert f"Siaran {id}: ▰▰▰▰▰▰▰▰▰▰ 100%" in people.whole(STAFF)

        assert "Anda tidak lagi menerima berita" in await people.in_private("#berhenti berita")
        assert "1 tidak ingin menerima berita" in await people.in_group("/siarkan semua berita = Halo", by=SARI)
        assert "Anda kembali menerima berita" in await people.press("Terima berita lagi", by=BUDI, chat=BUDI)

        later = await people.in_group("/siarkan semua kirim besok 07:00 = Halo", by=SARI)
        assert "Waktu kirim: Selasa, 17 November 2099, 07:00 WIB" in later
        await people.press("Ya, lakukan", by=SARI, chat=STAFF)
        assert "menunggu waktunya" in await people.in_group("/siarkan daftar", by=SARI)


async def test_on_a_linked_device(client: Client, clock: Clock, tmp_path: Path) -> None:
    """On a linked device nobody is sent a broadcast, and the officer is told why; a trial is shown."""
    async with whatsapp_town(client, clock, tmp_path) as people:
        await people.in_private("#Budi Santoso#25011987#01122099")
        await people.in_private("ya")
        refused = await people.in_group("/siarkan 01-12-2099 = Halo")
        assert "❌ Tidak ada yang dapat dikirimi" in refused
        assert "1 di WhatsApp perangkat tertaut" in refused
        assert "Halo Budi Santoso" in await people.in_group("/siarkan coba = Halo {nama}")
        assert "Siaran untuk: 01122099" in await people.in_group("/siarkan 01-12-2099")
        assert "Tulis pesannya" in await people.in_group("/siarkan 01-12-2099 tulis")
        assert "tidak dikenal" in await people.in_group("Halo {alamat}")
        assert "Tidak ada siaran" in await people.in_group("/siarkan daftar")
        assert "Tidak ada siaran" in await people.shown(WHATSAPP_STAFF)


async def test_by_a_real_worker(installation: Installation) -> None:
    """What an officer announces is found by a real scheduler, and sent by a real worker, once."""
    day = working_day()
    staff = '\n[[offices.staff]]\nid = "+628111111111"\nname = "Sari"\nroles = ["supervisor"]\n'
    accounts = '\n[[accounts]]\nchannel = "web"\noffice = "CBN"\nname = "cbn"\n'
    (installation.folder / "config.toml").write_text(f"{CONFIG}{staff}{accounts}")
    await installation.piped(BUDIS, [f"#Budi Santoso#25011987#{day:%d%m%Y}", "setuju"])
    async with installation.chat("08111111111") as sari:
        await sari.ask(f"/siarkan {day:%d-%m-%Y} = Halo {{nama}}", "Begini tampilannya di console")
        await sari.ask("1", "dimulai dalam beberapa detik")
        assert 0 == await sari.end()
    async with installation.antrian("run") as office, installation.chat(BUDIS) as budi:
        await budi.sees(r"Kantor Imigrasi Kelas I TPI Cirebon\s+Halo Budi Santoso\s")
        await until(reports(office, budi)("broadcast.done"))  # either has a worker
        await budi.ask("#bantuan", "Daftar")
        assert (0, 1) == (await budi.end(), budi.printed.count("Halo Budi Santoso"))
