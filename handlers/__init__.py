"""The answers to applicants, one module per subject; they know no channel, no Redis and no HTML."""

from bot.commands import (
    BookDraft,
    ContinueDraft,
    CorrectDraft,
    FillDraft,
    ShareNumber,
    StartDraft,
    StopDraft,
    Unclear,
)
from bot.routing import Routes
from handlers import (
    booking,
    cancelling,
    checking,
    coming,
    confirming,
    fees,
    help,
    inquiries,
    language,
    location,
    mistakes,
    moving,
    official,
    own_number,
    procedure,
    registering,
    requirements,
    schedule,
    staff,
    thanks,
    unclear,
)
from handlers.reminders import reminding

SUBJECTS = (
    schedule, booking, registering, mistakes, confirming, checking, moving, cancelling, coming, own_number,
    requirements, fees, location, procedure, official, language, help, thanks, unclear, inquiries,
)  # fmt: skip

ABOUT_DRAFTS = (BookDraft, ContinueDraft, CorrectDraft, FillDraft, ShareNumber, StartDraft, StopDraft, Unclear)

routes = Routes.merged(
    (reminding(Routes.merged(subject.routes for subject in SUBJECTS), but=ABOUT_DRAFTS), staff.routes)
)
