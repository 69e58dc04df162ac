"""Referral letters as they are kept (lua/referrals.lua): numbered without gaps, what they say sealed."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import date, datetime, time, timedelta

import msgspec

from bot.offices import Office
from bot.referrals import Referral, ReferralText
from bot.store import case_keys
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.sealing import Sealer

LIST_DAYS = 731


class Referrals:
    """The letters of all offices. The same operation again returns what it made."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(ReferralText).decode

    async def issue(
        self, office: Office, text: ReferralText, *, operation: Operation, now_ms: int
    ) -> tuple[Referral, bool]:
        """Make out the letter of a case; with it, whether this operation did: else the case had it already."""
        today = office.local(now_ms).date()
        until = today + timedelta(days=office.emergency.letter_days)
        over_ms = _end_ms(office, until)
        id = self._id(office, operation)
        named = (
            case_keys.referrals(office.code, today.year),
            case_keys.referral(office.code, id),
            case_keys.referral_of(office.code, text.case),
        )
        sealed = self._sealer.seal(self._encode(text), about=_about(office.code, id))
        erased_ms = over_ms + office.emergency.keep_days * 24 * 3600_000
        list_ms = _end_ms(office, today + timedelta(days=LIST_DAYS))
        answer = await self._client.call(
            "issue_referral", named, id, f"{today}", f"{until}", sealed, over_ms, erased_ms, list_ms
        )
        found = await self.find(office, answer[1].decode())
        assert found is not None  # it lives longer than the case's hold on it
        return found, answer[0] == b"OK"

    async def find(self, office: Office, id: str) -> Referral | None:
        """Return a letter, None when there is none or it is no longer kept."""
        key = case_keys.referral(office.code, id)
        fields = ("number", "day", "until", "sealed", "withdrawn")
        number, day, until, sealed, withdrawn = await self._client.execute("HMGET", key, *fields, key=key)
        if number is None:
            return None
        return Referral(
            id=id, office=office.code, number=int(number),
            day=date.fromisoformat(day.decode()), until=date.fromisoformat(until.decode()),
            text=self._decode(self._sealer.open(sealed, about=_about(office.code, id))),
            is_withdrawn=withdrawn is not None,
        )  # fmt: skip

    async def of_case(self, office: Office, case: str) -> Referral | None:
        """Return the letter that a case has now."""
        key = case_keys.referral_of(office.code, case)
        id = await self._client.execute("GET", key, key=key)
        return await self.find(office, id.decode()) if id else None

    async def copy(self, office: Office, referral: Referral, *, operation: Operation) -> int:
        """Count a copy; return which one it is, 0 when the letter is no longer kept."""
        answer = await self._client.call(
            "copy_referral",
            (case_keys.referral(office.code, referral.id),),
            self._sealer.fingerprint("op", str(operation)),
        )
        return int(answer[1]) if answer[0] == b"OK" else 0

    async def withdraw(self, office: Office, referral: Referral, *, now_ms: int) -> None:
        """End a letter. Again is harmless."""
        named = (case_keys.referral(office.code, referral.id), case_keys.referral_of(office.code, referral.text.case))
        await self._client.call("withdraw_referral", named, referral.id, now_ms)

    def _id(self, office: Office, operation: Operation) -> str:
        return urlsafe_b64encode(self._sealer.derive("referral", f"{office.code} {operation}")[:15]).decode()


def _about(office: str, id: str) -> bytes:
    return f"referral {office} {id}".encode()


def _end_ms(office: Office, day: date) -> int:
    """Return the end of a date where the office is."""
    return round(datetime.combine(day + timedelta(days=1), time(), office.timezone).timestamp() * 1000)
