"""What families and officers ask for around an emergency case, one struct per command."""

from __future__ import annotations

from datetime import date

from bot.commands import Command
from bot.emergencies import Part
from bot.staff_commands import StaffCommand


class ShowEmergency(Command, frozen=True, kw_only=True):
    """`#darurat`: who the service is for, the plea under way, or how far one's cases are."""


class BeginEmergency(Command, frozen=True, kw_only=True):
    """*Mulai*: a new plea."""


class ContinueEmergency(Command, frozen=True, kw_only=True):
    """*Lanjut*: ask again what was asked last."""


class StopEmergency(Command, frozen=True, kw_only=True):
    """*Berhenti*: what has been told is forgotten."""


class AnswerEmergency(Command, frozen=True, kw_only=True):
    """The answer to what was asked last: a text, a place, a photo; or a button's, which is to `part` alone."""

    text: str = ""
    part: Part | None = None


class SendToCase(Command, frozen=True, kw_only=True):
    """Something sent while nothing is asked: for the case of `number`, or for the one that waits for it."""

    number: str = ""


class LeaveForLater(Command, frozen=True, kw_only=True):
    """*Nanti saja*: what was asked last is not told now."""

    part: Part


class CorrectEmergency(Command, frozen=True, kw_only=True):
    """*Ubah*: ask a part again, or (None) which one."""

    part: Part | None = None


class ReplaceLetter(Command, frozen=True, kw_only=True):
    """*Ganti foto*: the letter's pages are thrown away, and it is asked for again."""

    part: Part


class SendEmergency(Command, frozen=True, kw_only=True):
    """*Kirim*: make a case of the plea."""


class AddToCase(Command, frozen=True, kw_only=True):
    """*Lengkapi*: tell a part of a case, or choose which (`part` None)."""

    number: str
    part: Part | None = None


class ChooseVisit(Command, frozen=True, kw_only=True):
    """Choose when the team comes, or (`day` None) see the hours."""

    number: str
    day: date | None = None
    hour: str = ""


class WithdrawCase(Command, frozen=True, kw_only=True):
    """*Batalkan permohonan*, then *Ya, batalkan*."""

    number: str
    is_sure: bool = False


# --- officers --------------------------------------------------------------------------------------------


class ShowCases(StaffCommand, frozen=True, kw_only=True):
    """`/es [halaman]`: the cases that are not over."""

    page: int = 1


class ShowCase(StaffCommand, frozen=True, kw_only=True):
    """`/es ES-…`: one case, in full where only the entitled read along."""

    number: str


class AcceptCase(StaffCommand, frozen=True, kw_only=True):
    """`/es terima ES-…`."""

    number: str


class AskForPapers(StaffCommand, frozen=True, kw_only=True):
    """`/es minta ES-… [bagian] [= pesan]`; without a part it is asked which."""

    number: str
    parts: tuple[Part, ...] = ()
    note: str = ""


class RejectCase(StaffCommand, frozen=True, kw_only=True):
    """`/es tolak ES-… = alasan`; without a reason it is asked for."""

    number: str
    why: str = ""


class CloseCase(StaffCommand, frozen=True, kw_only=True):
    """`/es tutup ES-… = alasan`: end a case wherever it is."""

    number: str
    why: str = ""


class CallFamily(StaffCommand, frozen=True, kw_only=True):
    """`/es telepon ES-…`: the number to call."""

    number: str


class PlanVisit(StaffCommand, frozen=True, kw_only=True):
    """`/es jadwal ES-… [tanggal jam [= tim]]`; without a date the free hours are shown."""

    number: str
    day: date | None = None
    hour: str = ""
    team: str = ""


class PlanVisitApart(PlanVisit, frozen=True, kw_only=True):
    """The same for an hour at which no team goes out by plan: a supervisor's to say."""


class ShowRoute(StaffCommand, frozen=True, kw_only=True):
    """`/es rute [tanggal]`: the visits of a day, with what the team takes along."""

    day: date | None = None


class SetOff(StaffCommand, frozen=True, kw_only=True):
    """`/es berangkat ES-…`."""

    number: str


class ReachPatient(StaffCommand, frozen=True, kw_only=True):
    """`/es tiba ES-…`."""

    number: str


class FinishVisit(StaffCommand, frozen=True, kw_only=True):
    """`/es selesai ES-… [produk] [= kode bayar]`; without a product it is asked which."""

    number: str
    product: str = ""
    billing_code: str = ""


class FailVisit(StaffCommand, frozen=True, kw_only=True):
    """`/es gagal ES-… = alasan`; without a reason it is asked for."""

    number: str
    why: str = ""


class HandOverAtPatient(StaffCommand, frozen=True, kw_only=True):
    """`/es serah ES-… [= nama keluarga]`: the passport was brought to the patient, or to a relative."""

    number: str
    to: str = ""


class ShowEmergencyFigures(StaffCommand, frozen=True, kw_only=True):
    """`/es rekap [bulan]`: a month in numbers."""

    month: date | None = None
