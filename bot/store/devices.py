"""The kiosks and boards of each office, known by a token of their own that an officer can withdraw."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from bot.offices import Office
from bot.store import lobby_keys
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.sealing import Sealer

CODE_MS = 15 * 60_000

DeviceKind = Literal["kiosk", "board"]


class Device(Struct, frozen=True, kw_only=True):
    """A screen in the lobby; `name` is what the staff call it, once per office."""

    name: str
    kind: DeviceKind


class Devices:
    """The devices of all offices: a hash each, by the fingerprint of the token. They stay until withdrawn."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Device).decode

    async def code(self, office: Office, device: Device, *, operation: Operation) -> str:
        """Return a code that makes the browser which shows it this device, once, within 15 minutes.

        The same operation gives the same code.
        """
        code = b32encode(self._sealer.derive("pairing", str(operation))[:5]).decode()
        key = self._pairing(office, code)
        await self._client.execute("SET", key, self._sealed(office, device), "NX", "PX", CODE_MS, key=key)
        return code

    async def pair(self, office: Office, code: str, *, token: str) -> Device | None:
        """Spend a code for a token; a device that had the name loses it. None when the code is none, over or spent."""
        pairing, key = self._pairing(office, code), lobby_keys.devices(office.code)
        sealed = await self._client.execute("SET", pairing, "", "XX", "KEEPTTL", "GET", key=pairing)
        if not sealed:
            return None
        device = self._opened(office, sealed)
        await self.withdraw(office, device.name)
        await self._client.execute("HSET", key, self._field(token), sealed, key=key)
        return device

    async def find(self, office: Office, token: str) -> Device | None:
        """Return the device whose token this is; None when it is none, or withdrawn."""
        key = lobby_keys.devices(office.code)
        sealed = await self._client.execute("HGET", key, self._field(token), key=key) if token else None
        return self._opened(office, sealed) if sealed else None

    async def of(self, office: Office) -> Sequence[Device]:
        """Return all devices of an office, by name."""
        return sorted((device for _, device in await self._all(office)), key=lambda device: device.name)

    async def withdraw(self, office: Office, name: str) -> bool:
        """Make a device's token worthless; False when there is no device of this name."""
        fields = [field for field, device in await self._all(office) if device.name.casefold() == name.casefold()]
        if fields:
            key = lobby_keys.devices(office.code)
            await self._client.execute("HDEL", key, *fields, key=key)
        return bool(fields)

    async def _all(self, office: Office) -> Sequence[tuple[bytes, Device]]:
        key = lobby_keys.devices(office.code)
        flat = await self._client.execute("HGETALL", key, key=key)
        return [(flat[n], self._opened(office, flat[n + 1])) for n in range(0, len(flat), 2)]

    def _field(self, token: str) -> str:
        return self._sealer.fingerprint("device", token)

    def _pairing(self, office: Office, code: str) -> str:
        return lobby_keys.entry_pass(office.code, "pairing", self._sealer.fingerprint("pairing", code))

    def _sealed(self, office: Office, device: Device) -> bytes:
        return self._sealer.seal(self._encode(device), about=f"device {office.code}".encode())

    def _opened(self, office: Office, sealed: bytes) -> Device:
        return self._decode(self._sealer.open(sealed, about=f"device {office.code}".encode()))
