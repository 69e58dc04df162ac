"""How a message will look: how many messages it is, and whether its file can be shown."""

from __future__ import annotations

import pytest

from bot.adapters import Capabilities
from bot.engine.previews import look
from bot.messages import ChatRef, Media, Reply
from tests.offices import office_of_tests
from tests.sent_files import PDF, picture

CHAT = ChatRef("telegram", "cbn", "77")
CAN = Capabilities(picture_bytes=10_000, document_bytes=10_000)
PLAN, RULES = Media(kind="picture", data=picture()), Media(kind="document", name="aturan.pdf", data=PDF)


@pytest.mark.parametrize(
    ("media", "can", "parts", "leaves_out"),
    [
        pytest.param((), CAN, 1, False, id="text"),
        pytest.param((PLAN,), CAN, 1, False, id="a picture carries the text"),
        pytest.param((PLAN, PLAN), CAN, 2, False, id="two pictures"),
        pytest.param((RULES,), CAN, 2, False, id="a document goes apart"),
        pytest.param((PLAN,), Capabilities(picture_bytes=10), 1, True, id="picture too large"),
        pytest.param((RULES,), Capabilities(), 1, True, id="no documents there"),
    ],
)
async def test_parts(media: tuple[Media, ...], can: Capabilities, parts: int, leaves_out: bool) -> None:
    """A picture and its text are one message, a document is one of its own; what can't be shown is told."""
    reply = Reply(key="broadcast", values={"office": "Kanim", "text": "Halo"}, media=media)
    seen = await look(reply, CHAT, language="id", office=office_of_tests(), can=can)
    assert (parts, leaves_out) == (seen.parts, seen.leaves_out_file)
