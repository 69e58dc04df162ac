"""The answers to officers in the staff chat, one module per subject."""

from bot.routing import Routes
from handlers.staff import blocks, counter, figures, history, inquiries, members, orders, search

SUBJECTS = (orders, members, history, search, counter, blocks, inquiries, figures)

routes = Routes.merged(subject.routes for subject in SUBJECTS)
