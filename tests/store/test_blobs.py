"""Where sealed files lie: a folder and an object store keep the same promises."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.check import media_finding
from bot.store.blobs import Blobs, FolderBlobs
from bot.store.errors import BlobGone, BlobsAway
from bot.store.s3 import S3Blobs, Target, authorization
from tests.channels.strict_server import Fault
from tests.store.s3_server import ObjectStore, serving

NAME = "CBN/WNA-7K3M-9QXD/0a1b"


@pytest.fixture
async def bucket() -> AsyncIterator[ObjectStore]:
    """Give an object store."""
    async with serving() as store:
        yield store


def opened(store: ObjectStore, **change: str) -> S3Blobs:
    """Return the way to the bucket."""
    return S3Blobs(replace(store.target, **{"endpoint": store.url, **change}), answer_s=5)


def files_in(folder: Path) -> list[Path]:
    """Return all files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture(params=["folder", "s3"])
def blobs(request: pytest.FixtureRequest, bucket: ObjectStore, tmp_path: Path) -> Blobs:
    """Give each of the two."""
    return FolderBlobs(tmp_path / "media") if request.param == "folder" else opened(bucket)


async def test_kept_and_deleted(blobs: Blobs) -> None:
    """What is put is there, put again is replaced, and deleted is gone, however often."""
    await blobs.put(NAME, b"satu")
    await blobs.put(NAME, b"dua \x00\xff")
    assert b"dua \x00\xff" == await blobs.get(NAME)
    await blobs.delete(NAME)
    await blobs.delete(NAME)
    with pytest.raises(BlobGone):
        await blobs.get(NAME)


async def test_private(tmp_path: Path) -> None:
    """The folder and its files are for this user alone, no draft stays, and an empty case leaves no folder."""
    blobs = FolderBlobs(tmp_path / "media")
    await blobs.put(NAME, b"satu")
    (file,) = files_in(tmp_path)
    assert [0o600, 0o700] == [file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777]
    file.with_name(".0a1b-died").write_bytes(b"half")
    await blobs.delete(NAME)
    assert not file.parent.exists()


async def test_folder_in_the_way(tmp_path: Path) -> None:
    """A disk that does not take a file is told, and so is one that does not give it."""
    (tmp_path / "media").write_text("a file where the folder should be")
    blobs = FolderBlobs(tmp_path / "media")
    with pytest.raises(BlobsAway):
        await blobs.put(NAME, b"satu")
    with pytest.raises(BlobsAway):
        await blobs.get(NAME)


AWAY = {
    "wrong secret": ({"secret": "salah"}, Fault()),
    "wrong bucket": ({"bucket": "lain"}, Fault()),
    "fault": ({}, Fault(status=503, body="SlowDown")),
    "connection breaks": ({}, Fault(is_dropped=True)),
    "nobody there": ({"endpoint": "http://127.0.0.1:9"}, Fault()),
}


@pytest.mark.parametrize(("change", "fault"), AWAY.values(), ids=AWAY)
async def test_away(bucket: ObjectStore, change: dict[str, str], fault: Fault) -> None:
    """What keeps a file from being put is told without a secret, and is no file that is gone."""
    bucket.faults["GET"] += [fault]
    with pytest.raises(BlobsAway, match=r"127\.0\.0\.1:\d+") as raised:
        await opened(bucket, **change).get(NAME)
    assert "salah" not in str(raised.value)


async def test_checked(bucket: ObjectStore) -> None:
    """`antrian check` writes, reads and deletes a file, and tells what is in the way."""
    assert "well" == (await media_finding(opened(bucket))).state
    assert {} == bucket.kept
    found = await media_finding(opened(bucket, secret="salah"))
    assert ("wrong", True) == (found.state, "403" in found.sentence)


def test_signature() -> None:
    """A request is signed as in Amazon's own example."""
    example = Target(
        endpoint="https://examplebucket.s3.amazonaws.com",
        region="us-east-1",
        bucket="",
        key_id="AKIAIOSFODNN7EXAMPLE",
        secret="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    )
    headers = {
        "host": "examplebucket.s3.amazonaws.com",
        "range": "bytes=0-9",
        "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "x-amz-date": "20130524T000000Z",
    }
    signature = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    assert authorization(example, "GET", "/test.txt", headers).endswith(f"Signature={signature}")
