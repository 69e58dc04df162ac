"""Who works for an office, and what each may do from a chat. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct

from bot.messages import ChatRef, InboundEvent

Role = Literal["admin", "supervisor", "cs", "counter", "cashier", "collection", "emergency", "supervision"]
ROLES: tuple[Role, ...] = get_args(Role)
EVERYONE = frozenset(ROLES)
LEADERS: frozenset[Role] = frozenset(("admin", "supervisor"))
CLOSED: frozenset[Role] = frozenset(("supervision",))
"""Roles that nobody has by being an admin: reports on people stay with those who were named for them."""

# As officers write them, beside the words of the configuration.
SPOKEN: Mapping[str, Role] = {
    "admin": "admin",
    "supervisor": "supervisor", "spv": "supervisor", "kepala": "supervisor", "penyelia": "supervisor",
    "cs": "cs", "customer service": "cs", "pelayanan": "cs",
    "counter": "counter", "loket": "counter", "wawancara": "counter",
    "cashier": "cashier", "kasir": "cashier", "pembayaran": "cashier",
    "collection": "collection", "pengambilan": "collection", "penyerahan": "collection",
    "emergency": "emergency", "darurat": "emergency",
    "supervision": "supervision", "pengawasan": "supervision", "wasdakim": "supervision",
}  # fmt: skip


class Member(Struct, frozen=True, kw_only=True):
    """One of an office's staff. `id` is "<channel>:<the platform's id of them>", or a number in E.164.

    A number counts on every channel that vouches for its senders' numbers.
    """

    id: str
    name: str
    roles: tuple[Role, ...]

    def may(self, roles: frozenset[Role]) -> bool:
        """Tell whether one of these roles is theirs; an admin has them all but the closed ones."""
        return not roles.isdisjoint(self.roles) or ("admin" in self.roles and not roles <= CLOSED)


class Act(Struct, frozen=True, kw_only=True):
    """What an officer did, as `/riwayat` shows it. `before` and `after` are short; "" where there is none."""

    at_ms: int
    who: str
    what: str
    before: str = ""
    after: str = ""
    is_refused: bool = False


def identities(event: InboundEvent, *, proven: str = "") -> tuple[str, ...]:
    """Return the ids under which the sender of an event may be known, that of the channel first.

    `proven` is the number that they have shown to be theirs before, "" for none.
    """
    here = f"{event.chat.channel}:{own_chat(event).chat_id}"
    phone = event.phone or event.sender_phone or proven
    return (here, phone) if phone else (here,)


def own_chat(event: InboundEvent) -> ChatRef:
    """Return the private chat of who wrote: on every channel it has the person's own id."""
    return ChatRef(event.chat.channel, event.chat.account, event.sender or event.chat.chat_id)


def named_alike(members: Sequence[Member], name: str) -> Member | None:
    """Return the one of this name, if anybody has it."""
    return next((member for member in members if member.name.casefold() == name.casefold()), None)


def read_roles(text: str) -> tuple[Role, ...] | str:
    """Return the roles that a text names, divided by commas, or the first word that is none."""
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    unknown = next((word for word in words if word not in SPOKEN), None)
    if unknown is not None or not words:
        return unknown or ""
    return tuple(dict.fromkeys(SPOKEN[word] for word in words))
