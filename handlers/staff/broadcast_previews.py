"""What an officer sees before a broadcast goes out: to how many, how long it takes, how it looks, with which file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from bot.audiences import Found
from bot.broadcast_commands import Announce
from bot.broadcast_files import as_media, case_of
from bot.broadcast_words import duration, left_out
from bot.broadcasts import Broadcast, Recipient, reply_to, seconds_for
from bot.engine.previews import Look, look
from bot.media import FETCHABLE, KeptFile, RefusedFile
from bot.messages import Lines, Media, Moment, Reply, Value, Words
from bot.names import masked_name
from bot.routing import StaffRequest
from handlers.media import refusals


async def attached_to(request: StaffRequest, id: str) -> tuple[Media, ...] | Reply:
    """Keep the files that came with an order for its recipients, or tell why they can't be taken.

    The same message again keeps nothing twice; what is not planned within two days is erased.
    """
    sent = [media for media in request.event.media if media.kind in FETCHABLE]
    desk = request.staffroom.media
    if not sent:
        return ()
    if desk is None:
        return _refused((RefusedFile("not-here"),))
    taken = await desk.take(
        request.event, case=case_of(id), circle="broadcast", operation=request.operation, now_ms=request.now_ms
    )
    kept = [file for file in taken if isinstance(file, KeptFile)]
    if len(kept) < len(taken):
        return _refused(taken)
    office = request.office.code
    return tuple(as_media(f, desk.vault, office=office, name=m.name) for f, m in zip(kept, sent, strict=True))


async def preview(request: StaffRequest, command: Announce, found: Found) -> Reply:
    """Return what is asked about before a broadcast goes out, with the files themselves."""
    looks = await _looks(request, command, found)
    return Reply(
        key="staff-broadcast-preview",
        values={
            "line": command.line,
            "when": Moment(command.at_ms, "full") if command.at_ms else Words("staff-broadcast-now"),
            "total": len(found.people),
            "amounts": await _times(request, found, looks),
            "left-out": left_out(found.left_out),
            "files": _file_words(command, found, looks),
            "looks": _look_words(looks),
        },
        media=command.media,
    )


def broadcast_of(command: Announce, *, by: str = "") -> Broadcast:
    """Return what an order announces."""
    return Broadcast(
        id=command.id, text=command.text, audience=command.audience, is_news=command.is_news, media=command.media,
        by=by, at_ms=command.at_ms,
    )  # fmt: skip


def _refused(files: tuple[KeptFile | RefusedFile, ...]) -> Reply:
    return Reply(key="staff-broadcast-file-refused", values={"problem": Lines(refusals(files))})


async def _looks(request: StaffRequest, command: Announce, found: Found) -> dict[str, Look]:
    """Return how it will look on each account, for the first person there, whose name is masked."""
    broadcast, looks = await _with_bytes(request, broadcast_of(command)), dict[str, Look]()
    for person in found.people:
        if person.account in looks:
            continue
        shown = Recipient(
            person.chat, person.language, masked_name(person.name), person.day, person.session, _masked(person.code)
        )
        looks[person.account] = await look(
            reply_to(shown, broadcast, request.office), person.chat, language=person.language, office=request.office,
            can=found.can[person.account],
        )  # fmt: skip
    return looks


async def _with_bytes(request: StaffRequest, broadcast: Broadcast) -> Broadcast:
    """Return a broadcast whose files can be measured."""
    desk = request.staffroom.media
    if desk is None:
        return broadcast
    media = [replace(each, data=await desk.vault.read_named(each.kept)) for each in broadcast.media]
    return replace(broadcast, media=tuple(media))


def _look_words(looks: Mapping[str, Look]) -> Lines:
    accounts: dict[str, list[str]] = {}
    for account, each in looks.items():
        accounts.setdefault(each.text, []).append(_channel(account))
    return Lines(
        tuple(
            Words("staff-broadcast-look", {"channels": ", ".join(sorted(set(channels))), "text": text})
            for text, channels in accounts.items()
        ),
        "\n\n",
    )


def _file_words(command: Announce, found: Found, looks: Mapping[str, Look]) -> Lines:
    """Tell which file goes along, and where it does not."""
    if not command.media:
        return Lines((Words("staff-broadcast-no-file"),))
    files = (
        Words("staff-broadcast-document", {"name": media.name}) if media.name else Words("staff-broadcast-picture")
        for media in command.media
    )
    return Lines((*files, *_without_file(command, found, looks)))


def _without_file(command: Announce, found: Found, looks: Mapping[str, Look]) -> Iterator[Words]:
    key = "broadcast-news" if command.is_news else "broadcast"
    for account, each in looks.items():
        channel: dict[str, Value] = {"channel": _channel(account)}
        if each.leaves_out_file:
            yield Words("staff-broadcast-file-left-out", channel)
        elif found.can[account].free_text_window_s and key in found.can[account].templates:
            yield Words("staff-broadcast-file-late", channel)


async def _times(request: StaffRequest, found: Found, looks: Mapping[str, Look]) -> Lines:
    lines = []
    for account, count in found.by_account.items():
        waiting = await request.staffroom.broadcasts.waiting(account)
        seconds = seconds_for(count * looks[account].parts, found.can[account], waiting=waiting)
        values: dict[str, Value] = {"channel": _channel(account), "count": count}
        lines.append(Words("staff-broadcast-time", {**values, "time": duration(seconds)}))
    return Lines(tuple(lines))


def _channel(account: str) -> str:
    return account.partition(":")[0]


def _masked(code: str) -> str:
    return f"{code[:3]}-••••-••••"
