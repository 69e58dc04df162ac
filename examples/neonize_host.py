"""Somebody's own bot over neonize: it tells the weather, and the office answers all else.

Run it beside a config.toml with an account `channel = "whatsapp"`, and link a phone with the code that it shows.
"""

from __future__ import annotations

import asyncio

from neonize.aioze.client import NewAClient
from neonize.aioze.events import MessageEv
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import Message

from bot.config import load
from bot.guests import Guest
from channels.whatsapp.guest import attach


async def tell(client: NewAClient, message: MessageEv) -> bool:
    """Tell the weather; True: this message is not for the office."""
    if message.Message.conversation.casefold() != "cuaca":
        return False
    await client.send_message(message.Info.MessageSource.Chat, Message(conversation="Cirebon: cerah, 31 °C."))
    return True


def hosted(client: NewAClient) -> Guest:
    """Return the office in a client."""
    client.event(MessageEv)(tell)
    guest = Guest(load())
    attach(client, guest)
    return guest


async def serve(client: NewAClient, guest: Guest) -> None:
    """Serve until the connection ends for good."""
    async with guest:
        await client.connect()
        await client.idle()


def main() -> None:
    """Serve until stopped."""
    client = NewAClient("host.sqlite3")
    asyncio.run(serve(client, hosted(client)))


if __name__ == "__main__":
    main()
