"""The answers to officers in the staff chat, one module per subject."""

from bot.routing import Routes
from handlers.staff import history, members, orders

routes = Routes.merged(subject.routes for subject in (orders, members, history))
