"""The answers to applicants, one module per subject; they know no channel, no Redis and no HTML."""

from bot.routing import Routes
from handlers import booking, cancelling, checking, confirming, help, mistakes, schedule, unclear

SUBJECTS = (schedule, booking, mistakes, confirming, checking, cancelling, help, unclear)

routes = Routes.merged(subject.routes for subject in SUBJECTS)
