"""Reminders as an applicant meets them, done by real workers and schedulers, one of which may be killed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.journeys.programs import CONFIG, Installation, Program
from tests.store.servers import Server, until

PHONE = "081234567890"
TOMORROW = datetime.now(ZoneInfo("Asia/Jakarta")).date() + timedelta(days=1)  # at the offices
OFFICES = ("CBN", "BDG", "JKT", "SBY", "MDN")
EVERY_DAY = 'days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]'
HOURS = """
[offices.reminders]
day_before = "00:00"
same_day = ""

[offices.summary]
at = ""
"""


def done(code: str) -> str:
    """Return what a worker reports when it has reminded an office's people."""
    return f'"job": "remind-before_{code}_{TOMORROW:%Y%m%d}", "event": "job.done"'


def written(folder: Path, *codes: str) -> None:
    """Configure offices that are open every day and remind at once."""
    office = CONFIG.replace("places = {", f"{EVERY_DAY}\nplaces = {{")
    office = office.replace("[[offices.sessions]]", f"{HOURS}\n[[offices.sessions]]")
    accounts = f'\n[[accounts]]\nchannel = "web"\noffice = "{codes[0]}"\nname = "cbn"\n'
    (folder / "config.toml").write_text("".join(office.replace('"CBN"', f'"{code}"') for code in codes) + accounts)


def reports(*programs: Program) -> Callable[[str], Callable[[], Awaitable[bool]]]:
    """Return what makes a claim that something stands in the reports of programs."""

    def claim(words: str) -> Callable[[], Awaitable[bool]]:
        async def is_there() -> bool:
            assert all(program.is_running for program in programs), programs[0].reports()
            return any(words in program.reports() for program in programs)

        return is_there

    return claim


def is_there(pid: int) -> bool:
    """Tell whether a process is there."""
    return Path(f"/proc/{pid}").exists()


async def test_a_reminder_and_its_button(installation: Installation) -> None:
    """Who is booked for tomorrow is reminded by `antrian run`, and says that they come after it has been killed."""
    written(installation.folder, "CBN")
    await installation.piped(PHONE, [f"#Budi Santoso#25011987#{TOMORROW:%d%m%Y}", "setuju"])
    async with installation.antrian("run") as office:
        await until(reports(office)(done("CBN")))
        children = office.children()
        await office.kill()

    async def are_gone() -> bool:
        return not any(map(is_there, children))

    await until(are_gone)
    async with installation.chat(PHONE) as budi:
        await budi.sees(r"🔔 Besok jadwal Anda[^🔔]*1\. Saya datang")
        await budi.ask("1", "TERIMA KASIH, KAMI TUNGGU")
        assert 0 == await budi.end()
    assert len(children) in (3, 4)  # server, worker, scheduler, and perhaps the next job
    assert 1 == budi.printed.count("Besok jadwal Anda")


async def test_run_ends_its_children(installation: Installation) -> None:
    """`antrian run` that is asked to stop has ended its worker and its scheduler when it ends."""
    written(installation.folder, "CBN")
    async with installation.antrian("run") as office:
        await until(reports(office)(done("CBN")))
        children = office.children()
        assert 0 == await office.stop()
    assert [] == [pid for pid in children if is_there(pid)]


async def test_several_at_once(installation: Installation, server: Server) -> None:
    """Two schedulers and two workers on one Redis do each period once."""
    written(installation.folder, *OFFICES)
    url = {"ANTRIAN_REDIS_URL": server.url}
    async with (
        installation.antrian("scheduler", **url) as one,
        installation.antrian("scheduler", **url) as other,
        installation.antrian("worker", **url) as first,
        installation.antrian("worker", **url) as second,
    ):
        claim = reports(first, second)
        for code in OFFICES:
            await until(claim(done(code)))
        codes = [await program.stop() for program in (one, other, first, second)]
    assert [0, 0, 0, 0] == codes
    times = Counter(re.findall(r'"job": "([\w-]+)", "event": "job\.done"', first.reports()))
    assert {1} == set(times.values())
    assert len(OFFICES) <= len(times)
