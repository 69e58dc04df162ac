"""The names of the keys of what happens inside an office: its pages, tickets, desks and applications."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Struct


class VisitKeys(Struct, frozen=True):
    """The keys of one date inside one office, with the date as they write it ("20261130")."""

    office: str
    digits: str

    @property
    def tickets(self) -> str:
        return f"{{o{self.office}}}:tickets:{self.digits}"

    @property
    def desks(self) -> str:
        return f"{{o{self.office}}}:desks:{self.digits}"

    def line(self, line: str, kind: str) -> str:
        return f"{{o{self.office}}}:line:{self.digits}:{line}:{kind}"

    def lines(self, line: str) -> tuple[str, str]:
        """Return the keys of those with priority in a line and of the others."""
        return self.line(line, "priority"), self.line(line, "regular")


@lru_cache(1024)
def visit_keys(office: str, day: date) -> VisitKeys:
    """Return the keys of a date inside an office."""
    return VisitKeys(office, f"{day:%Y%m%d}")


def step(office: str, operation: str) -> str:
    """Return the key of what an operation was about, on whichever date it was done first."""
    return f"{{o{office}}}:step:{operation}"


def promises(office: str) -> str:
    return f"{{o{office}}}:promises"


def services(office: str) -> str:
    return f"{{o{office}}}:services"


def application(office: str, code: str) -> str:
    return f"{{o{office}}}:application:{code}"


def stage(office: str, stage: str) -> str:
    return f"{{o{office}}}:stage:{stage}"


def paper(office: str, fingerprint: str) -> str:
    """Return the key that tells whose a billing code or a proof of payment is."""
    return f"{{o{office}}}:paper:{fingerprint}"


def entry_pass(office: str, kind: str, fingerprint: str) -> str:
    """Return the key of what opens the staff's pages: a code, or a session."""
    return f"{{o{office}}}:{kind}:{fingerprint}"


def devices(office: str) -> str:
    return f"{{o{office}}}:devices"


def at_desk(office: str, desk: str) -> str:
    return f"{{o{office}}}:at-desk:{desk}"


def seat(office: str, day: date, fingerprint: str) -> str:
    """Return the key of the desk at which an officer works on a date."""
    return f"{{o{office}}}:seat:{day:%Y%m%d}:{fingerprint}"


def visitor(office: str, fingerprint: str) -> str:
    """Return the key of the applications of a number."""
    return f"{{o{office}}}:visitor:{fingerprint}"


def visitor_chat(visitor: str) -> str:
    """Return the key of the chat from which the number's owner asked last."""
    return f"{visitor}:chat"


def following(office: str, day: date) -> str:
    """Return the key of what those who follow their place in line on a date have asked for."""
    return f"{{o{office}}}:following:{visit_keys(office, day).digits}"


def told_until(office: str) -> str:
    """Return the key of the event up to which people have been told; 48 h."""
    return f"{{o{office}}}:told-until"
