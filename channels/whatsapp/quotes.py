"""What the staff's group has said lately, so that an answer can quote it: WhatsApp wants the words with the id."""

from __future__ import annotations

from collections import OrderedDict

from neonize.proto.Neonize_pb2 import Message as MessageEvent
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import ContextInfo, Message

from channels.whatsapp.hearing import id_of, words

KEPT = 200
LENGTH = 300
"""How many characters of a message are quoted: more than a phone shows of it."""


class Quotes:
    """The last messages of one group. What is not among them is answered without a quote."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, ContextInfo] = OrderedDict()

    def note(self, event: MessageEvent) -> None:
        """Remember a message."""
        self._kept[event.Info.ID] = ContextInfo(
            stanzaID=event.Info.ID,
            participant=id_of(event.Info.MessageSource.Sender),
            quotedMessage=Message(conversation=words(event.Message)[:LENGTH]),
        )
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def of(self, id: str) -> ContextInfo | None:
        """Return what quotes a message."""
        return self._kept.get(id)
