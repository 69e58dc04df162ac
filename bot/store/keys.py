"""The names of all keys in Redis, in one place; what each holds is written at the head of its Lua file."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from zlib import crc32

from msgspec import Struct

PARTS = 64
"""Into how many hash tags the road is split, so that a cluster can spread it over its nodes."""

WAKE_CHANNEL = "antrian:wake"
"""The pub/sub channel that tells other processes which part has new work: a hint, never the work itself."""


OFFICES_CHANNEL = "antrian:offices"
"""The pub/sub channel that tells all processes which office its staff have changed: a hint, as above."""


class ChatKeys(Struct, frozen=True):
    """The keys of one chat on the road. `chat` is its fingerprint, `part` the tag's number."""

    chat: str
    part: int

    @property
    def seen(self) -> str:
        return f"{{i{self.part}}}:seen:{self.chat}"

    @property
    def inbox(self) -> str:
        return f"{{i{self.part}}}:in:{self.chat}"

    @property
    def rate(self) -> str:
        return f"{{i{self.part}}}:rate:{self.chat}"

    @property
    def pace(self) -> str:
        return f"{{i{self.part}}}:pace:{self.chat}"

    @property
    def profile(self) -> str:
        return f"{{i{self.part}}}:who:{self.chat}"

    @property
    def menu(self) -> str:
        return f"{{i{self.part}}}:menu:{self.chat}"

    @property
    def menus(self) -> str:
        return f"{{i{self.part}}}:menus:{self.chat}"

    def out(self, lane: int) -> str:
        return f"{{i{self.part}}}:out{lane}:{self.chat}"

    def tries(self, lane: int) -> str:
        return f"{{i{self.part}}}:tries{lane}:{self.chat}"

    def sent(self, ledger: str) -> str:
        return f"{{i{self.part}}}:sent:{ledger}"

    def given(self, external: str) -> str:
        return f"{{i{self.part}}}:given:{external}"

    def parts(self, entry: str) -> str:
        return f"{{i{self.part}}}:parts:{self.chat}:{entry}"


@lru_cache(4096)
def chat_keys(chat: str) -> ChatKeys:
    """Return the keys of a chat, from its fingerprint."""
    return ChatKeys(chat, crc32(chat.encode()) % PARTS)


@lru_cache(PARTS)
def ready(part: int) -> str:
    return f"{{i{part}}}:ready"


@lru_cache(PARTS)
def leased(part: int) -> str:
    return f"{{i{part}}}:leased"


@lru_cache(PARTS)
def parked(part: int) -> str:
    return f"{{i{part}}}:parked"


def told(part: int, broadcast: str) -> str:
    """Return the key of what became of a broadcast's messages, in one part of the road."""
    return f"{{i{part}}}:told:{broadcast}"


def tally(part: int, day: str) -> str:
    """Return the key of a day's counts of receipts, `day` as "20261124"."""
    return f"{{i{part}}}:tally:{day}"


@lru_cache(4096)
def due(part: int, lane: int, account: str) -> str:
    return f"{{i{part}}}:due{lane}:{account}"


@lru_cache(4096)
def sending(part: int, lane: int, account: str) -> str:
    return f"{{i{part}}}:sending{lane}:{account}"


def account_sender(account: str) -> str:
    return f"{{a{account}}}:sender"


def account_pace(account: str) -> str:
    return f"{{a{account}}}:pace"


def account_pause(account: str) -> str:
    return f"{{a{account}}}:pause"


def account_abilities(account: str) -> str:
    """Return the key of what an account's channel can; 400 days from when it was last begun to be served."""
    return f"{{a{account}}}:can"


def staff_chat(account: str) -> str:
    """Return the key of the new id of a staff chat; it stays, as the platform tells it only once."""
    return f"{{a{account}}}:staff-chat"


def claim(fingerprint: str) -> str:
    return f"{{c{fingerprint}}}"


def claim_keys(fingerprint: str) -> tuple[str, str, str]:
    """Return the keys that taking a claim declares."""
    return claim(fingerprint), last_chat(fingerprint), block(fingerprint)


def last_chat(fingerprint: str) -> str:
    return f"{{c{fingerprint}}}:chat"


def block(fingerprint: str) -> str:
    return f"{{c{fingerprint}}}:block"


class DayKeys(Struct, frozen=True):
    """The keys of one date of one office, with the date as they write it ("20261130")."""

    digits: str
    day: str
    back: str
    wait: str


@lru_cache(16384)
def day_keys(office: str, day: date) -> DayKeys:
    """Return the keys of a date of an office."""
    digits = f"{day:%Y%m%d}"
    tag = f"{{o{office}}}"
    return DayKeys(digits, f"{tag}:day:{digits}", f"{tag}:back:{digits}", f"{tag}:wait:{digits}")


def waits(office: str) -> str:
    """Return the key of the dates of an office for which people wait."""
    return f"{{o{office}}}:waits"


def offers(office: str) -> str:
    """Return the key of the offers of an office that are yet to be told."""
    return f"{{o{office}}}:offers"


def coming(office: str, day: date) -> str:
    """Return the key of the codes whose people said that they come on a date."""
    return f"{{o{office}}}:coming:{day_keys(office, day).digits}"


@lru_cache(512)
def events(office: str) -> str:
    return f"{{o{office}}}:events"


@lru_cache(512)
def figures(office: str, month: str) -> str:
    """Return the key of a month's counters, `month` as "202611"."""
    return f"{{o{office}}}:figures:{month}"


@lru_cache(512)
def calendar(office: str) -> str:
    return f"{{o{office}}}:calendar"


def calendar_change(office: str, operation: str) -> str:
    return f"{{o{office}}}:calendar:{operation}"


def shifts(office: str) -> str:
    return f"{{o{office}}}:shifts"


def shift(office: str, id: str) -> str:
    return f"{{o{office}}}:shift:{id}"


def untold(office: str) -> str:
    return f"{{o{office}}}:untold"


def transcript(chat: str) -> str:
    return f"{{t{chat}}}:transcript"


def transcript_entries(chat: str) -> str:
    return f"{{t{chat}}}:entries"


def web_session(secret: str) -> str:
    return f"web:session:{secret}"


def whatsapp(kind: str, fingerprint: str) -> str:
    return f"whatsapp:{kind}:{fingerprint}"


def staff(office: str) -> str:
    return f"{{o{office}}}:staff"


def plan(office: str, token: str) -> str:
    return f"{{o{office}}}:plan:{token}"


def invitation(office: str, code: str) -> str:
    return f"{{o{office}}}:invite:{code}"


def invited(office: str, name: str) -> str:
    return f"{{o{office}}}:invited:{name}"


def acts(office: str) -> str:
    return f"{{o{office}}}:acts"


def act(office: str, operation: str) -> str:
    return f"{{o{office}}}:act:{operation}"


def inquiry(office: str, id: str) -> str:
    return f"{{o{office}}}:inquiry:{id}"


def inquiries(office: str) -> str:
    return f"{{o{office}}}:inquiries"


def talk(office: str, chat: str) -> str:
    return f"{{o{office}}}:talk:{chat}"


def broadcasts(office: str) -> str:
    return f"{{o{office}}}:broadcasts"


def broadcast(office: str, id: str) -> str:
    return f"{{o{office}}}:broadcast:{id}"


def broadcast_people(office: str, id: str, run: str, account: str) -> str:
    return f"{{o{office}}}:broadcast:{id}:{run}:{account}"


def news(fingerprint: str) -> str:
    """Return the key of the wish of a number's owner to get no news."""
    return f"{{c{fingerprint}}}:news"
