"""`/teks`, `/pengumuman`, `/alamat`: the office's own words, shown as they will be read before they count."""

from __future__ import annotations

from bot.messages import Day, Lines, Reply, Value, Words
from bot.office_words import BY_KEY, LONGEST_TEXT, NAMES, Announcement, Fault
from bot.offices import Office
from bot.own_words import Address, OwnWords, put, slot_of, text_slot, undone
from bot.routing import Answer, Routes, StaffRequest
from bot.staff import EVERYONE, LEADERS
from bot.words_arguments import alamat_arguments, pengumuman_arguments, teks_arguments
from bot.words_commands import (
    Restore,
    Reword,
    ShowAddress,
    ShowAnnouncement,
    ShowText,
    ShowTexts,
    UnfitText,
    UnknownText,
)
from handlers.staff.orders import ask
from handlers.staff.rewording import office_after, reworded, same, today
from handlers.staff.word_previews import as_written, braced, order_of, preview

routes = Routes()

# locale: staff-about-help, staff-about-official, staff-about-official-at-office, staff-about-location
# locale: staff-about-location-closed, staff-about-rules, staff-about-procedure, staff-about-fees, staff-about-fees-none
# locale: staff-about-papers-adult, staff-about-papers-replacement, staff-about-papers-child
# locale: staff-about-papers-migrant-worker, staff-about-papers-pilgrim, staff-about-papers-lost
# locale: staff-about-reminder-papers, staff-about-thanks


@routes.for_staff(ShowTexts, roles=LEADERS, words={"teks": teks_arguments})
async def show_texts(request: StaffRequest, command: ShowTexts) -> Reply:
    """Tell which texts the office may word itself, and which it has."""
    own = {each.key for each in request.office.texts}
    lines = tuple(
        Words(
            "staff-texts-own" if key in own else "staff-texts-line",
            {"name": name, "about": Words(f"staff-about-{key}")},
        )
        for key, name in NAMES.items()
    )
    return Reply(key="staff-texts", values={"texts": Lines(lines)})


@routes.for_staff(ShowText, roles=LEADERS)
async def show_text(request: StaffRequest, command: ShowText) -> Answer:
    """Tell a text as it is written, in a message to copy, and what must stay in it."""
    order = order_of(text_slot(command.language, command.key))
    text = as_written(request.office, command.key, command.language)
    names = ", ".join(map(braced, BY_KEY[command.key].values))
    hint = Reply(key="staff-text-values", values={"values": names}) if names else Reply(key="staff-text-hint")
    return [Reply(key="staff-text", values={"order": order, "text": text}), hint]


@routes.for_staff(UnknownText, roles=LEADERS)
async def unknown_text(request: StaffRequest, command: UnknownText) -> Reply:
    """Tell that there is no such text, and which one was probably meant."""
    values: dict[str, Value] = {"name": command.name, "nearest": command.nearest}
    return Reply(key="staff-text-nearest" if command.nearest else "staff-text-unknown", values=values)


@routes.for_staff(UnfitText, roles=LEADERS)
async def unfit_text(request: StaffRequest, command: UnfitText) -> Reply:
    """Tell what is wrong with a text; nothing is changed."""
    # locale: staff-text-fault-empty, staff-text-fault-long, staff-text-fault-brace, staff-text-fault-unknown
    # locale: staff-text-fault-missing
    fault = command.fault
    known = (fault.meant,) if fault.meant else BY_KEY[command.key].values
    values: dict[str, Value] = {
        "found": _found(fault),
        "known": ", ".join(map(braced, known)) or "–",
        "most": LONGEST_TEXT,
    }
    return Reply(key=f"staff-text-fault-{fault.kind}", values=values)


@routes.for_staff(ShowAnnouncement, roles=EVERYONE, words={"pengumuman": pengumuman_arguments})
async def show_announcement(request: StaffRequest, command: ShowAnnouncement) -> Reply:
    """Tell what is announced now."""
    announcement = request.office.announcement
    if not announcement.is_shown(today(request)):
        return Reply(key="staff-announcement-none")
    return Reply(key="staff-announcement", values={"text": announcement.text, "until": _until(announcement)})


@routes.for_staff(ShowAddress, roles=EVERYONE, words={"alamat": alamat_arguments})
async def show_address(request: StaffRequest, command: ShowAddress) -> Reply:
    """Tell the address as people read it, with the pin that they get."""
    return preview(request.office, "address", now_ms=request.now_ms, day=today(request))


@routes.for_staff(Reword, roles=LEADERS)
async def reword(request: StaffRequest, command: Reword) -> Answer:
    """Show other words as people will read them; a second press brings them into force."""
    slot = slot_of(command.own)

    def rewords(words: OwnWords, office: Office) -> OwnWords:
        return put(words, slot, command.own)

    if not command.is_sure:
        after = await office_after(request, rewords)
        if after is None:
            return same(slot)
        shown = preview(after, slot, now_ms=request.now_ms, day=today(request))
        return [shown, await ask(request, _question(command, slot), then=command)]
    if await reworded(request, slot, rewords) is None:
        return same(slot)
    return Reply(key="staff-words-changed", values={"order": order_of(slot)})


@routes.for_staff(Restore, roles=LEADERS)
async def restore(request: StaffRequest, command: Restore) -> Answer:
    """Bring the version before into force again, or what is configured, and show it."""
    slot = command.slot

    def rewords(words: OwnWords, office: Office) -> OwnWords:
        return undone(words, slot) if command.to == "before" else put(words, slot, None)

    after = await reworded(request, slot, rewords)
    if after is None:
        return Reply(key="staff-words-none-before", values={"order": order_of(slot)})
    shown = preview(after, slot, now_ms=request.now_ms, day=today(request))
    return [shown, Reply(key="staff-words-restored", values={"order": order_of(slot)})]


def _found(fault: Fault) -> Value:
    match fault.kind:
        case "long":
            return int(fault.found)
        case "unknown" | "missing":
            return braced(fault.found)
    return fault.found


def _question(command: Reword, slot: str) -> Reply:
    match command.own:
        case Announcement(text=""):
            return Reply(key="staff-announcement-ask-removed")
        case Announcement() as announcement:
            return Reply(key="staff-announcement-ask", values={"until": _until(announcement)})
        case Address(latitude=None):
            return Reply(key="staff-address-ask-no-pin")
    return Reply(key="staff-words-ask", values={"order": order_of(slot)})


def _until(announcement: Announcement) -> Value:
    return Day(announcement.until) if announcement.until else Words("staff-announcement-no-end")
