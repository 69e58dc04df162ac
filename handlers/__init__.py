"""The answers to applicants, one module per subject; they know no channel, no Redis and no HTML."""

from bot.commands import (
    BookDraft,
    ContinueDraft,
    CorrectDraft,
    FillDraft,
    JoinWaitlist,
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
    collection,
    coming,
    confirming,
    emergency,
    emergency_additions,
    emergency_following,
    fees,
    help,
    inquiries,
    language,
    location,
    mistakes,
    moving,
    news,
    official,
    own_number,
    payment,
    procedure,
    queue,
    registering,
    requirements,
    schedule,
    shifted,
    staff,
    supervision,
    thanks,
    unclear,
    waitlist,
)
from handlers.reminders import reminding

SUBJECTS = (
    schedule, booking, registering, mistakes, confirming, checking, moving, cancelling, coming, shifted, own_number,
    requirements, fees, location, procedure, official, language, help, thanks, unclear, inquiries, waitlist,
    news, queue, payment, collection,
)  # fmt: skip

CASES = (supervision, emergency, emergency_additions, emergency_following)

ABOUT_DRAFTS = (
    BookDraft, ContinueDraft, CorrectDraft, FillDraft, JoinWaitlist, ShareNumber, StartDraft, StopDraft, Unclear,
)  # fmt: skip

routes = Routes.merged(
    (
        reminding(Routes.merged(subject.routes for subject in SUBJECTS), but=ABOUT_DRAFTS),
        *(subject.routes for subject in CASES),
        staff.routes,
    )
)
