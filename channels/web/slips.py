"""The paper with a queue number: its words once, for a browser's print and for a printer that speaks ESC/POS."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import segno
from msgspec import Struct

from bot.engine.wording import Wording
from bot.lanes import Station
from bot.messages import Language, Moment, Value, Words
from bot.offices import Office
from bot.visit_values import Application, Standing, Ticket

PROFILE = "TM-T88V"


class Slip(Struct, frozen=True, kw_only=True):
    """What stands on a paper, from the top down; `content` is what the QR holds."""

    office: str
    number: str
    lines: tuple[str, ...]
    content: str
    hint: str
    at: str


def slip(
    office: Office, standing: Standing, application: Application, wording: Wording, *,
    language: Language, url: str, now_ms: int,
) -> Slip:  # fmt: skip
    """Return the paper of somebody who waits; `url` is where the ticket is followed, "" for nowhere but the chat."""
    number: Mapping[str, Value] = {"number": standing.ticket.number}
    return Slip(
        office=office.name,
        number=standing.ticket.number,
        lines=standing_lines(office, standing, wording, language=language),
        content=url or application.code,
        hint=wording("kiosk-follow-page" if url else "kiosk-follow-chat", {} if url else number, language),
        at=wording("kiosk-at", {"moment": Moment(now_ms, "full")}, language),
    )


def standing_lines(office: Office, standing: Standing, wording: Wording, *, language: Language) -> tuple[str, ...]:
    """Return where somebody stands, in words: the lane, how many are before them, how long it may take, what to do."""
    # locale: kiosk-then-cs, kiosk-then-counter, kiosk-then-collection
    lane = next((lane for lane in office.lanes if lane.id == standing.ticket.lane), None)
    station: Station = lane.station if lane else "cs"
    said = [Words("kiosk-lane", {"lane": lane.name if lane else standing.ticket.lane})]
    said.append(Words("kiosk-before", {"before": standing.before}))
    if standing.wait_s is not None:
        least, most = standing.wait_s[0] // 60, -(-standing.wait_s[1] // 60)
        said.append(Words("kiosk-wait", {"least": least, "most": max(most, least + 1)}))
    said.append(Words(f"kiosk-then-{station}"))
    return tuple(wording(each.key, each.values, language) for each in said)


def desk_of(office: Office, ticket: Ticket) -> str:
    """Return what the desk that has called a ticket is called."""
    return next((desk.name for desk in office.desks if desk.id == ticket.desk), ticket.desk)


def picture(content: str) -> str:
    """Return a QR as an address that a page can show without asking for it."""
    return segno.make_qr(content, error="m").svg_data_uri(border=4, svgclass=None, lineclass=None)


def escpos(paper: Slip) -> bytes:
    """Return the paper as a thermal printer of 80 mm takes it: plain ASCII, the QR drawn by the printer.

    Loading the library reads files: call this from a thread.
    """
    from escpos.printer import Dummy

    printer = Dummy(profile=PROFILE)
    printer.hw("INIT")
    printer.set(align="center", normal_textsize=True)
    printer.textln(_ascii(paper.office))
    printer.ln()
    printer.set(align="center", bold=True, custom_size=True, width=6, height=6)
    printer.textln(paper.number)
    printer.set(align="center", bold=False, normal_textsize=True)
    printer.ln()
    for line in paper.lines:
        printer.block_text(_ascii(line))
        printer.ln()
    printer.ln()
    printer.qr(paper.content, native=True, size=6, ec=1)
    printer.block_text(_ascii(paper.hint))
    printer.ln(2)
    printer.textln(_ascii(paper.at))
    printer.cut()
    output: bytes = printer.output
    return output


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text.replace("–", "-")).encode("ascii", "ignore").decode()
