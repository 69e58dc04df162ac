"""The contract suite, as our own channels' tests call it; it is a part of the distribution, for everyone's tests."""

from bot.testing import Arrival, ChannelContract, ChannelUnderTest, Delivery, Inbox, Shown, deliver

__all__ = ["Arrival", "ChannelContract", "ChannelUnderTest", "Delivery", "Inbox", "Shown", "deliver"]
