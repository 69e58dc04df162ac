"""The chat of those who deal with emergency cases: each channel hears it beside the staff's, and cards go there."""

from __future__ import annotations

import pytest

from bot.accounts import named
from bot.plugins import Account
from bot.store.client import Client
from channels.telegram.staff_chat import StaffChat
from channels.whatsapp.frames import Heard
from channels.whatsapp_cloud import parse
from channels.whatsapp_cloud.posts import read
from tests.channels import cloud_people, whatsapp_people
from tests.channels.cloud_server import PHONE_ID
from tests.channels.neonize_library import hearing
from tests.channels.whatsapp_server import GROUP
from tests.requests import sealer_of_tests


def account(channel: str, **chats: str) -> Account:
    """Return an account with these chats."""
    return Account(channel=channel, name="cbn", office="CBN", **chats)


@pytest.mark.parametrize(
    ("chats", "expected"),
    [({}, []), ({"staff_chat": "-1"}, ["-1"]), ({"staff_chat": "-1", "emergency_chat": "-2"}, ["-1", "-2"])],
    ids=["none", "the staff's", "both"],
)
def test_configured(chats: dict[str, str], expected: list[str]) -> None:
    """An account's groups are the chats that its table names."""
    (read_account,) = named([(0, {"channel": "telegram", **chats, "token": "x"})], codes=["CBN"])
    assert expected == sorted(read_account.groups)
    assert {"token": "x"} == read_account.options


async def test_telegram(client: Client) -> None:
    """Telegram hears both; the staff's alone moves when it grows."""
    chats = StaffChat(
        account("telegram", staff_chat="-1", emergency_chat="-2"), client=client, sealer=sealer_of_tests()
    )  # fmt: skip
    assert {-1, -2} == chats.ids
    await chats.follow(-2, to=-3)
    assert {-1, -2} == chats.ids
    await chats.follow(-1, to=-4)
    assert {-1, -2, -4} == chats.ids


@pytest.mark.parametrize("key", ["staff_chat", "emergency_chat"])
def test_cloud(key: str) -> None:
    """The Cloud API's posts from either group are events of a group."""
    post = read(cloud_people.said("/es", group_id="1"), phone_id=PHONE_ID)
    events = parse.events(post, account=account("whatsapp-cloud", **{key: "1"}))
    assert [("/es", True)] == [(event.text, event.is_group) for event in events]


def test_linked_device() -> None:
    """A linked device hears every group that counts."""
    heard = hearing.report(whatsapp_people.said("/es", chat=GROUP), number=1, groups={"other", GROUP}, own=set())
    assert isinstance(heard, Heard)
    assert GROUP == heard.group
