"""What people are told of their wait against how it was, on simulated mornings; beside what anybody would guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean, median

from msgspec import Struct

from bench.measures import empty_store, new_sealer
from bench.mornings import Morning, Played, play, with_desks
from bench.offices import offices
from bot.bookings import Bookings

CALM = Morning()
RUSH = Morning(rush=0.6)
SLOW = Morning(rush=0.3, slow=1.6)
PRIORITY = Morning(rush=0.4, has_priority=0.2)
PAUSES = Morning(rush=0.4, pauses=True)

KINDS: Mapping[str, tuple[Morning, Morning]] = {
    "calm, 1 desk": (Morning(desks=1, people=60), Morning(desks=1, people=60)),
    "calm, 2 desks": (CALM, CALM),
    "calm, 4 desks": (Morning(desks=4, people=240), Morning(desks=4, people=240)),
    "rush, 1 desk": (Morning(desks=1, people=60), Morning(desks=1, people=60, rush=0.6)),
    "rush, 2 desks": (CALM, RUSH),
    "rush, 4 desks": (Morning(desks=4, people=240), Morning(desks=4, people=240, rush=0.6)),
    "slower from 10:00, as the day before": (SLOW, SLOW),
    "slower from 10:00, for the first time": (Morning(rush=0.3), SLOW),
    "a fifth have priority": (PRIORITY, PRIORITY),
    "each desk pauses once": (PAUSES, PAUSES),
}
"""The morning from which everything is learned, and the one that is told of."""


class Told(Struct, frozen=True, kw_only=True):
    """How one morning came out: of each wait, whether it was within what was told, and the distances in minutes.

    `off` is from the middle of what was told, `naive_off` from people before x mean service / desks.
    """

    within: Sequence[bool]
    off: Sequence[float]
    naive_off: Sequence[float]
    widths: Sequence[float]
    waits: Sequence[float]

    @property
    def share(self) -> float:
        """Return the share of waits within."""
        return fmean(self.within)


class Kind(Struct, frozen=True, kw_only=True):
    """The mornings of one kind, with different people each."""

    name: str
    mornings: Sequence[Told]

    def all(self, of: str) -> Sequence[float]:
        """Return one figure of everybody in all mornings, sorted."""
        return sorted(each for morning in self.mornings for each in getattr(morning, of))

    @property
    def ratio(self) -> float:
        """Return our median distance by the naive one."""
        return median(self.all("off")) / median(self.all("naive_off"))


async def told(url: str, *, seeds: int, kinds: Mapping[str, tuple[Morning, Morning]] = KINDS) -> Sequence[Kind]:
    """Play mornings of all kinds, each so often, each after one day from which the office has learned."""
    return [
        Kind(name=name, mornings=[await _morning(url, learned, morning, seed) for seed in range(seeds)])
        for name, (learned, morning) in kinds.items()
    ]


def written(kinds: Sequence[Kind]) -> str:
    """Return the part of the page about this."""
    seeds = len(kinds[0].mornings)
    lines = [
        "\n## Estimates\n",
        f"{seeds} simulated mornings of each kind on the real store, after one day from which the office has learned:",
        "from 8:00 on, 60 people a desk, services of 150 s (median, lognormal 0.5). Calm: they come by chance and keep",
        "the desks busy for 90 % of the time. Rush: 60 % of them come within half an hour. Slower: 1.6 times. Naive is",
        "people before x mean service / desks. Off: how far the truth is from the middle of the range, in minutes like",
        "all the rest; median and 90th percentile.",
        "",
        "| morning | waits within | worst morning | off | naive off | ratio | off 90 % | naive 90 % | width | wait |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(_row, kinds)]) + "\n"


def _row(kind: Kind) -> str:
    off, naive = kind.all("off"), kind.all("naive_off")
    return (
        f"| {kind.name} | {fmean(kind.all('within')):.0%} | {min(each.share for each in kind.mornings):.0%} "
        f"| {median(off):.1f} | {median(naive):.1f} | {kind.ratio:.2f} "
        f"| {off[len(off) * 9 // 10]:.1f} | {naive[len(naive) * 9 // 10]:.1f} "
        f"| {median(kind.all('widths')):.1f} | {median(kind.all('waits')):.1f} |"
    )


async def _morning(url: str, learned: Morning, morning: Morning, seed: int) -> Told:
    async with empty_store(url) as client:
        office = with_desks(offices(1, places=10)["AAA"], morning.desks)
        visits = Bookings(client, new_sealer(), uniform=lambda low, high: low).visits
        first = await play(visits, office, learned, seed=seed)
        return _told(await play(visits, office, morning, seed=seed, day=1), first.usual_s / morning.desks)


def _told(played: Played, naive_s: float) -> Told:
    known = [(each, *each.told_s) for each in played.waits if each.told_s is not None]
    return Told(
        within=[least <= each.waited_s <= most for each, least, most in known],
        off=[abs(each.waited_s - (least + most) / 2) / 60 for each, least, most in known],
        naive_off=[abs(each.waited_s - each.before * naive_s) / 60 for each, _, _ in known],
        widths=[(most - least) / 60 for _, least, most in known],
        waits=[each.waited_s / 60 for each, _, _ in known],
    )
