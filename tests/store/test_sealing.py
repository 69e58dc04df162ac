"""Sealing, fingerprints and the key ring."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from bot.store.errors import KeyRingError, SealBroken
from bot.store.key_ring import KeyRing, open_keys, read_keys, rotated
from bot.store.sealing import Sealer

RING = KeyRing(lookup=b"l" * 32, sealing={1: b"1" * 32})
NEWER = KeyRing(lookup=b"l" * 32, sealing={1: b"1" * 32, 2: b"2" * 32})
KEY = urlsafe_b64encode(b"k" * 32).decode()


def test_sealed_data_opens_again() -> None:
    """What was sealed comes back whole, and nothing of it shows meanwhile."""
    sealer = Sealer(RING)
    sealed = sealer.seal(b"Budi Santoso", about=b"booking CBN7K3M9QXD")
    assert sealer.open(sealed, about=b"booking CBN7K3M9QXD") == b"Budi Santoso"
    assert b"Budi" not in sealed


def test_the_same_data_is_sealed_differently_each_time() -> None:
    """Equal data can't be told from its seal."""
    sealer = Sealer(RING)
    assert sealer.seal(b"x", about=b"") != sealer.seal(b"x", about=b"")


@pytest.mark.parametrize(
    ("damage", "about"),
    [
        pytest.param(lambda sealed: sealed, b"booking B", id="moved elsewhere"),
        pytest.param(lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]), b"booking A", id="changed"),
        pytest.param(lambda sealed: b"\x07" + sealed[1:], b"booking A", id="key not in the ring"),
        pytest.param(lambda sealed: sealed[:20], b"booking A", id="cut"),
        pytest.param(lambda sealed: sealed[:5], b"booking A", id="cut in the nonce"),
        pytest.param(lambda sealed: b"", b"booking A", id="empty"),
    ],
)
def test_what_does_not_belong_does_not_open(damage: Callable[[bytes], bytes], about: bytes) -> None:
    """Data that was changed, moved or sealed by others is refused by name, without its content."""
    sealer = Sealer(RING)
    with pytest.raises(SealBroken, match=about.decode()) as caught:
        sealer.open(damage(sealer.seal(b"Budi", about=b"booking A")), about=about)
    assert "Budi" not in str(caught.value)


def test_a_newer_key_seals_and_the_older_still_opens() -> None:
    """Rotation leaves what was sealed before readable; the older ring can't read what comes after."""
    before, after = Sealer(RING), Sealer(NEWER)
    assert after.open(before.seal(b"x", about=b"a"), about=b"a") == b"x"
    with pytest.raises(SealBroken, match="not in the ring"):
        before.open(after.seal(b"x", about=b"a"), about=b"a")


def test_fingerprints_find_what_was_stored_before_a_rotation() -> None:
    """A fingerprint depends on its kind and text only, and takes 12 characters."""
    before, after = Sealer(RING), Sealer(NEWER)
    assert before.fingerprint("phone", "+62812") == after.fingerprint("phone", "+62812")
    assert len(before.fingerprint("phone", "+62812")) == 12
    assert before.fingerprint("phone", "+62812") != before.fingerprint("person", "+62812")


def test_derived_codes_are_the_same_for_the_same_operation() -> None:
    """Deriving twice gives the same 32 bytes; another purpose or ring gives others."""
    sealer = Sealer(RING)
    assert sealer.derive("approval", "7") == sealer.derive("approval", "7")
    assert len(sealer.derive("approval", "7")) == 32
    others = Sealer(KeyRing(lookup=b"m" * 32, sealing={1: b"1" * 32}))
    assert len({sealer.derive("approval", "7"), sealer.derive("code", "7"), others.derive("approval", "7")}) == 3


def test_the_first_start_makes_a_private_file(tmp_path: Path) -> None:
    """The keys of a folder are made once, for us only, and are the same at the next start."""
    first = open_keys(tmp_path / "keys")
    assert open_keys(tmp_path / "keys") == first
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_processes_that_start_at_once_get_the_same_keys(tmp_path: Path) -> None:
    """Of many processes on a fresh folder one makes the keys, and all use them."""
    with get_context("spawn").Pool(4) as pool:
        rings = pool.map(open_keys, [tmp_path / "keys"] * 16)
    assert rings == [open_keys(tmp_path / "keys")] * 16


def test_rotation_adds_a_key(tmp_path: Path) -> None:
    """Rotating keeps every key and adds one, in the file too."""
    first = open_keys(tmp_path / "keys")
    second = rotated(tmp_path / "keys")
    assert list(second.sealing) == [1, 2]
    assert (second.lookup, second.sealing[1]) == (first.lookup, first.sealing[1])
    assert open_keys(tmp_path / "keys") == second


def test_keys_that_others_can_read_are_refused(tmp_path: Path) -> None:
    """A key file open to others is an error that says what to do."""
    open_keys(tmp_path / "keys")
    (tmp_path / "keys").chmod(0o640)
    with pytest.raises(KeyRingError, match="run: chmod 600"):
        open_keys(tmp_path / "keys")


def test_a_ring_survives_as_text() -> None:
    """The text of a ring, as in an environment variable, gives the same ring."""
    assert read_keys(NEWER.text(), source="ANTRIAN_KEYS") == NEWER


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(f"lookup:{KEY}", id="nothing to seal with"),
        pytest.param(f"1:{KEY}", id="no lookup key"),
        pytest.param(f"lookup:{KEY} 0:{KEY}", id="number too small"),
        pytest.param(f"lookup:{KEY} 256:{KEY}", id="number too large"),
        pytest.param(f"lookup:{KEY} one:{KEY}", id="not a number"),
        pytest.param(f"lookup:{KEY} 1:{KEY[:20]}", id="short key"),
        pytest.param(f"lookup:{KEY} 1:!", id="not base64"),
    ],
)
def test_garbled_keys_are_refused(text: str) -> None:
    """Keys that can't be read are an error that names where they came from and shows none of them."""
    with pytest.raises(KeyRingError, match="ANTRIAN_KEYS") as caught:
        read_keys(text, source="ANTRIAN_KEYS")
    assert KEY[:20] not in str(caught.value)
