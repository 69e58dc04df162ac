"""What all orders have in common: the second press, who may not, what can't be read, and the list of the words."""

from __future__ import annotations

from msgspec.structs import replace

from bot.arguments import no_arguments
from bot.choices import drop_plan_choice, plan_choice, word_choice
from bot.messages import Choice, Lines, Reply, Words
from bot.routing import Routes, StaffRequest
from bot.staff import EVERYONE, Act
from bot.staff_commands import DropPlan, Misspelt, Misused, PlanGone, ShowStaffHelp, StaffCommand, Strange
from handlers.buttons import fitting

routes = Routes()

HELP = Choice(id=word_choice("bantuan"), label="choice-help")


async def ask(request: StaffRequest, reply: Reply, *, then: StaffCommand, needs_other: bool = False) -> Reply:
    """Return a reply that asks whether to go on; `then` is done when somebody entitled presses *Ya*.

    `needs_other`: it takes another officer's press, where the office wants that for the riskiest orders.
    """
    is_other = needs_other and request.office.asks_second_person
    token = await request.staffroom.plans.keep(
        request.office, then, operation=request.operation, by=request.member, needs_other=is_other
    )
    label = "choice-staff-yes-other" if is_other else "choice-staff-yes"
    drop = Choice(id=drop_plan_choice(token), label="choice-staff-no")
    return replace(reply, choices=(Choice(id=plan_choice(token), label=label), drop))


async def noted(request: StaffRequest, what: str, *, before: str = "", after: str = "") -> None:
    """Write down what was done: `what` in the words of the order, with the state before and after it."""
    await request.staffroom.acts.note(
        request.office, act_of(request, what, before=before, after=after), operation=request.operation
    )


def act_of(request: StaffRequest, what: str, *, before: str = "", after: str = "") -> Act:
    """Return what is to be written down, where a change of the state does so itself."""
    return Act(at_ms=request.now_ms, who=request.member.name, what=what, before=before, after=after)


@routes.for_staff(ShowStaffHelp, roles=EVERYONE, words={"bantuan": no_arguments(ShowStaffHelp)})
async def show_help(request: StaffRequest, command: ShowStaffHelp) -> Reply:
    """Tell the staff's words."""
    return Reply(key="staff-help", values={"office": request.office.name})


@routes.for_staff(DropPlan, roles=EVERYONE)
async def drop(request: StaffRequest, command: DropPlan) -> Reply:
    """Do nothing of what was planned, whoever presses *Ya* later."""
    is_dropped = await request.staffroom.plans.drop(request.office, command.token)
    return Reply(key="staff-dropped" if is_dropped else "staff-plan-done")


@routes.for_staff(PlanGone, roles=EVERYONE)
async def gone(request: StaffRequest, command: PlanGone) -> Reply:
    """Tell why a press does nothing."""
    # locale: staff-plan-over, staff-plan-done, staff-plan-dropped, staff-plan-second-person
    return Reply(key=f"staff-plan-{command.reason}")


@routes.for_staff(Misspelt, roles=EVERYONE)
async def misspelt(request: StaffRequest, command: Misspelt) -> Reply:
    """Offer the word that was probably meant."""
    if not command.nearest:
        return Reply(key="staff-word-unknown", choices=(HELP,))
    said = fitting(command.nearest, command.rest)
    meant = Choice(id=word_choice(said), label="choice-staff-word", values={"word": command.nearest})
    return Reply(key="staff-word-nearest", values={"word": said}, choices=(meant, HELP))


@routes.for_staff(Misused, roles=EVERYONE)
async def misused(request: StaffRequest, command: Misused) -> Reply:
    """Tell what can't be read, and how the word is used."""
    # locale: staff-usage-petugas, staff-usage-gabung, staff-usage-riwayat
    usage = Words(f"staff-usage-{command.word}")
    if command.found:
        return Reply(key="staff-misread", values={"found": command.found, "usage": usage})
    return Reply(key="staff-incomplete", values={"usage": usage})


@routes.for_staff(Strange, roles=frozenset())
async def strange(request: StaffRequest, command: Strange) -> Reply:
    """Tell somebody that this is not theirs to order."""
    if not command.lacks:
        return Reply(key="staff-stranger")
    roles = Lines(tuple(map(role_words, command.lacks)), ", ")
    return Reply(key="staff-not-allowed", values={"name": command.name, "roles": roles})


def role_words(role: str) -> Words:
    """Return a role as people call it."""
    # locale: role-admin, role-supervisor, role-cs, role-counter, role-cashier, role-collection, role-emergency
    # locale: role-supervision
    return Words(f"role-{role}")
