"""Reader of what stands behind `/siarkan`, and the line that says the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.arguments import Reading
from bot.broadcast_commands import Announce, ChooseAudience, ShowBroadcasts, TryAnnouncement, TurnBroadcast
from bot.broadcasts import Audience, State, TurnWord
from bot.dates import read_date
from bot.messages import Language
from bot.near_words import nearest_word
from bot.staff_commands import Misused, StaffCommand

# locale: staff-usage-siarkan
LONGEST_TEXT = 1000
LONGEST_DELAY = timedelta(days=30)
MOST_DATES = 62
DATE_WORDS = 4

TURNS: Mapping[str, TurnWord] = {
    "jeda": "pause", "lanjut": "go-on", "lanjutkan": "go-on", "stop": "stop", "hentikan": "stop", "ulang": "again",
}  # fmt: skip
STATE_WORDS: Mapping[State, tuple[str, ...]] = {
    "booked": ("terdaftar",),
    "held": ("belum-setuju", "menunggu-persetujuan"),
    "cancelled": ("batal",),
    "no-show": ("tidak-hadir",),
    "waiting": ("menunggu", "tunggu", "daftar-tunggu"),
    "unpaid": ("belum-bayar", "belum-dibayar", "menunggu-pembayaran"),
    "sent-back": ("kurang-berkas", "dikembalikan", "berkas-kurang"),
    "in-production": ("dicetak", "sedang-dicetak", "produksi"),
    "ready": ("siap-diambil", "siap-ambil", "siap"),
}
"""What officers call those whom they write to, the word that the bot uses first; two words may stand for a hyphen."""

STATES_BY_WORD = {word: state for state, words in STATE_WORDS.items() for word in words}
LANGUAGES: Mapping[str, Language] = {"id": "id", "indonesia": "id", "en": "en", "inggris": "en"}
ALL, TO, VIA, NEWS, TRY, SEND, WRITE = "semua", "sampai", "lewat", "berita", "coba", "kirim", "tulis"
_HOUR = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_CHANNEL = re.compile(r"[a-z][a-z0-9-]*")


class Said(Struct, frozen=True, kw_only=True):
    """What the words in front of `=` say. `day` and `hour` are when to send."""

    audience: Audience | None = None
    is_news: bool = False
    is_try: bool = False
    awaits_text: bool = False
    day: date | None = None
    hour: time | None = None


class _Unread(Exception):
    """A word that can't be read."""


def siarkan_arguments(reading: Reading) -> StaffCommand:
    """Read `/siarkan`, `daftar`, `jeda|lanjut|stop|ulang ID`, and `SASARAN [kirim TANGGAL JAM] [= teks]`."""
    verb, _, rest = reading.rest.partition(" ")
    if verb.lower() in TURNS:
        id = rest.strip().upper()
        return TurnBroadcast(id=id, turn=TURNS[verb.lower()]) if id else Misused(word="siarkan")
    if reading.rest.lower() == "daftar":
        return ShowBroadcasts()
    head, is_written, text = (part.strip() for part in reading.rest.partition("="))
    try:
        said = _Words(head.lower().split(), reading.today).read()
        _check_session(said.audience)
    except _Unread as unread:
        return Misused(word="siarkan", found=str(unread))
    if not is_written:
        return Misused(word="siarkan") if said.hour else _chosen(said)
    return _announced(said, text, reading)


def _chosen(said: Said) -> ChooseAudience:
    if said.audience is None:
        return ChooseAudience()
    line = line_of(said.audience, is_news=said.is_news)
    return ChooseAudience(line=line, audience=said.audience, is_news=said.is_news, awaits_text=said.awaits_text)


def line_of(audience: Audience, *, is_news: bool = False) -> str:
    """Return an audience as one writes it: "30112026 sampai 04122026 08:00 terdaftar lewat telegram en berita"."""
    words = [f"{audience.first:%d%m%Y}" if audience.first else ALL]
    if audience.last:
        words += [TO, f"{audience.last:%d%m%Y}"]
    words += [audience.session, *STATE_WORDS.get(audience.state, ())[:1]]
    words += [f"{VIA} {audience.channel}" if audience.channel else "", audience.language or "", NEWS * is_news]
    return " ".join(filter(None, words))


def _announced(said: Said, text: str, reading: Reading) -> StaffCommand:
    if not text or len(text) > LONGEST_TEXT:
        return Misused(word="siarkan", found=f"{text[:80]}…" if text else "")
    if said.is_try:
        return TryAnnouncement(text=text, is_news=said.is_news)
    if said.audience is None:
        return Misused(word="siarkan")
    is_news = said.is_news or not said.audience.is_about_own_matter(reading.today)
    line = line_of(said.audience, is_news=is_news)
    whole = Announce(audience=said.audience, text=text, line=line, is_news=is_news)
    if said.hour is None:
        return whole
    at = reading.office.at(said.day or reading.today, said.hour)
    now = reading.office.local(reading.now_ms)
    if not now < at < now + LONGEST_DELAY:
        return Misused(word="siarkan", found=f"{at:%d-%m-%Y %H:%M}")
    return replace(whole, at_ms=int(at.timestamp() * 1000))


def _check_session(audience: Audience | None) -> None:
    """Refuse a session for people who have none. Raises _Unread."""
    if audience is not None and audience.session and not audience.has_sessions:
        raise _Unread(f"{audience.session} {STATE_WORDS[audience.state][0]}")


class _Words:
    """Reads the words of a head from left to right."""

    def __init__(self, words: Sequence[str], today: date) -> None:
        self._words = list(words)
        self._today = today
        self._said = Said()

    def read(self) -> Said:
        """Return what they say. Raises _Unread."""
        while self._words:
            self._read_next(self._words[0])
        return self._said

    def _read_next(self, word: str) -> None:
        if state := self._state():
            self._note(state=state)
        elif hour := _HOUR.fullmatch(word):
            self._note(session=f"{int(hour[1]):02}:{hour[2]}")
        elif word in LANGUAGES:
            self._note(language=LANGUAGES[word])
        elif word == ALL:
            self._note()
        elif word in (NEWS, TRY, WRITE):
            self._take_flag(word)
        elif word == VIA and len(self._words) > 1 and _CHANNEL.fullmatch(self._words[1]):
            channel = self._words.pop(1)
            self._note(channel=channel)
        elif word == SEND:
            self._take_time()
        else:
            self._take_rest()

    def _state(self) -> State | None:
        """Return the state that the words begin with; the first of them then stands for it."""
        for length in (2, 1):
            if state := STATES_BY_WORD.get("-".join(self._words[:length])):
                self._words[:length] = [state]
                return state
        return None

    def _note(self, **fields: object) -> None:
        """Note what one word says of the audience."""
        self._words.pop(0)
        self._said = replace(self._said, audience=replace(self._said.audience or Audience(), **fields))

    def _take_flag(self, word: str) -> None:
        self._words.pop(0)
        field = {NEWS: "is_news", TRY: "is_try", WRITE: "awaits_text"}[word]
        self._said = replace(self._said, **{field: True})

    def _take_time(self) -> None:
        self._words.pop(0)
        at = next((n for n, word in enumerate(self._words[: DATE_WORDS + 1]) if _HOUR.fullmatch(word)), None)
        hour = None if at is None else _HOUR.fullmatch(self._words[at])
        if at is None or hour is None:
            raise _Unread(" ".join((SEND, *self._words)))
        day = self._date(self._words[:at]) if at else None
        del self._words[: at + 1]
        self._said = replace(self._said, day=day, hour=time(int(hour[1]), int(hour[2])))

    def _take_rest(self) -> None:
        """Take dates, or a state with a slip of the finger in it."""
        try:
            first = self._leading_date()
        except _Unread:
            near = nearest_word(self._words[0], STATES_BY_WORD)
            if not near:
                raise
            self._note(state=STATES_BY_WORD[near])
        else:
            self._take_dates(first)

    def _take_dates(self, first: date) -> None:
        last = None
        if self._words[:1] == [TO]:
            self._words.pop(0)
            last = self._leading_date()
            if not first < last or (last - first).days >= MOST_DATES:
                raise _Unread(f"{first:%d-%m-%Y} {TO} {last:%d-%m-%Y}")
        known = self._said.audience or Audience()
        if known.first:
            raise _Unread(f"{first:%d-%m-%Y}")
        self._said = replace(self._said, audience=replace(known, first=first, last=last))

    def _leading_date(self) -> date:
        """Take the longest date that the words begin with."""
        for length in range(min(DATE_WORDS, len(self._words)), 0, -1):
            day = read_date(" ".join(self._words[:length]), today=self._today, expect="service").day
            if day:
                del self._words[:length]
                return day
        raise _Unread(self._words[0] if self._words else TO)

    def _date(self, words: Sequence[str]) -> date:
        day = read_date(" ".join(words), today=self._today, expect="service").day
        if day is None:
            raise _Unread(" ".join(words))
        return day
