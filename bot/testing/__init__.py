"""What a channel's tests need, ours and other people's: the contract suite. It takes pytest and pytest-asyncio."""

import pytest

pytest.register_assert_rewrite("bot.testing.contract")

from bot.testing.contract import (  # noqa: E402
    Arrival,
    ChannelContract,
    ChannelUnderTest,
    Delivery,
    Inbox,
    Shown,
    deliver,
)

__all__ = ["Arrival", "ChannelContract", "ChannelUnderTest", "Delivery", "Inbox", "Shown", "deliver"]
