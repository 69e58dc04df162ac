"""How long people are at the desks of a lane: what the last ones of each hour teach, and whether today is different."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import sqrt
from statistics import fmean

FEWEST = 8
"""From how few services on anything is told of a lane."""

OF_TODAY = 20
"""How many of today's last services are compared: of the first ones of a day only the short ones are over."""

CLEARLY = 3.0
"""From how many standard errors on today's services differ from the usual ones by more than chance."""


class ServiceTimes:
    """The services of one lane in seconds: the last ones of each hour of the day, and today's with their hours.

    An hour's mean is drawn to the lane's: the more so the fewer services the hour has had, and the less the hours
    differ beyond what chance explains (random effects, after DerSimonian and Laird). When today's last services are
    clearly longer or shorter than those of their hours usually are, the rest of the day counts as so much longer or
    shorter.
    """

    def __init__(
        self, by_hour: Mapping[int, Sequence[int]], *, of_today: Sequence[tuple[int, int]] = (), has_priority: float = 0
    ) -> None:
        self.has_priority = has_priority
        self.count = sum(map(len, by_hour.values()))
        self._of_today = of_today
        self._mean_s = max(1.0, sum(map(sum, by_hour.values())) / max(1, self.count))
        self._means = {hour: (len(own), fmean(own)) for hour, own in by_hour.items() if own}
        squares = (sum((each - self._means[hour][1]) ** 2 for each in own) for hour, own in by_hour.items() if own)
        self._within = sum(squares) / max(1, self.count - len(self._means))

    @property
    def variation(self) -> float:
        """Return the standard deviation of a service within its hour, as a share of the mean."""
        return sqrt(self._within) / self._mean_s

    def expected_s(self, hour: int) -> float:
        """Return how long a service takes at an hour of today."""
        return self._usual_s(hour) * self._today

    def _usual_s(self, hour: int) -> float:
        count, mean_s = self._means.get(hour, (0, self._mean_s))
        drawn = count * self._between + self._within
        return self._mean_s + (mean_s - self._mean_s) * count * self._between / drawn if drawn else self._mean_s

    @cached_property
    def _between(self) -> float:
        """Return the variance of the hours' true means."""
        apart = sum(count * (mean_s - self._mean_s) ** 2 for count, mean_s in self._means.values())
        weight = self.count - sum(count**2 for count, _ in self._means.values()) / max(1, self.count)
        return max(0.0, (apart - (len(self._means) - 1) * self._within) / weight) if weight else 0.0

    @cached_property
    def _today(self) -> float:
        """Return how many times as long as usual services take today; 1 unless that is more than chance."""
        if len(self._of_today) < OF_TODAY:
            return 1.0
        usual_s = sum(self._usual_s(hour) for hour, _ in self._of_today)
        ratio = sum(seconds for _, seconds in self._of_today) / usual_s
        is_clear = abs(ratio - 1) > CLEARLY * self.variation / sqrt(len(self._of_today))
        return ratio if is_clear else 1.0


def read_services(by_hour: Sequence[bytes | None], today: bytes | None, *, date: str) -> ServiceTimes:
    """Read what lua/leaving.lua keeps of a lane: the services of each of the 24 hours, and those of a date."""
    texts = [(text or b"").decode().split() for text in by_hour]
    all_of = [each for text in texts for each in text]
    day, _, of_day = (today or b"").decode().partition(" ")
    pairs = (each.partition("-") for each in (of_day.split() if day == date else ()))
    return ServiceTimes(
        {hour: [int(each.rstrip("p")) for each in text] for hour, text in enumerate(texts) if text},
        of_today=[(int(hour), int(seconds)) for hour, _, seconds in pairs],
        has_priority=sum(each.endswith("p") for each in all_of) / max(1, len(all_of)),
    )
