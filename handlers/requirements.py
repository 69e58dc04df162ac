"""`#syarat`: the papers to bring, for each kind of applicant."""

from __future__ import annotations

from bot.arguments import syarat_arguments
from bot.choices import word_choice
from bot.commands import Category, ShowRequirements
from bot.messages import Choice, Reply
from bot.routing import Request, Routes
from handlers.buttons import LOCATION, PAPERS, REGISTER

routes = Routes()

WORDS = ("syarat", "persyaratan", "dokumen", "berkas", "requirements", "documents", "papers")

# locale: papers-adult, papers-replacement, papers-child, papers-migrant-worker, papers-pilgrim, papers-lost
# locale: choice-papers-adult, choice-papers-replacement, choice-papers-child, choice-papers-migrant-worker
# locale: choice-papers-pilgrim, choice-papers-lost
SAID: dict[Category, str] = {
    "adult": "umum",
    "replacement": "penggantian",
    "child": "anak",
    "migrant-worker": "pmi",
    "pilgrim": "haji",
    "lost": "hilang",
}


@routes.on(ShowRequirements, words=dict.fromkeys(WORDS, syarat_arguments))
async def requirements(request: Request, command: ShowRequirements) -> Reply:
    """Tell which papers to bring; ask for whom when that was not said."""
    if command.category is None:
        return Reply(key="papers-which", choices=tuple(_button(category) for category in SAID))
    is_booked_by_chat = command.category != "lost"
    return Reply(key=f"papers-{command.category}", choices=(REGISTER if is_booked_by_chat else LOCATION, PAPERS))


def _button(category: Category) -> Choice:
    return Choice(id=word_choice("syarat", SAID[category]), label=f"choice-papers-{category}")
