"""Whatever is done to an office in whatever order, the store agrees with the plain model."""

from __future__ import annotations

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from redis.exceptions import ResponseError

from bot.store.library import Library, antrian_library, assemble, lua_sources
from tests.booking_machine import OFFICE, PROFILE, SOAK, machine_on
from tests.offices import MONDAY


@pytest.mark.timeout(0 if SOAK else 120)
def test_store_agrees_with_the_model(valkey: str) -> None:
    """Holds, approvals, cancellations, moves, deadlines, returns and repeats end as in the plain model."""
    with machine_on(valkey, antrian_library()) as machine:
        run_state_machine_as_test(machine, settings=PROFILE)


MUTATIONS = {
    "a held place is not counted": ("places.lua", "  count_place(day_key, session, pool, 1)\n", ""),
    "one too many": ("_places.lua", "if taken < tonumber(", "if taken <= tonumber("),
    "a lapsed place is not given back": ("_places.lua", "  count_place(day_key, row.session, row.pool, -1)\n", ""),
    "a returned place is not given back": ("_places.lua", "      count_place(day_key, session, pool, -1)\n", ""),
    "deadline a millisecond late": ("_places.lua", "back_key, '-inf', now,", "back_key, '-inf', '(' .. now,"),
    "a reader sees what has run out": ("looking.lua", "tonumber(kept.ends) <= tonumber(args[2])", "false"),
    "a hold that is handled again takes a second place": (
        "places.lua",
        "row.chat == chat and row.at == operation",
        "nil",
    ),
    "an approval that is handled again is a new one": (
        "places.lua",
        "  if row.last == signed then return confirmed_before(row) end\n",
        "",
    ),
    "a cancellation that is handled again is a new one": (
        "places.lua",
        "  if row.state == 'cancelled' and row.last == signed then return { 'OK' } end\n",
        "",
    ),
    "a move that is handled again is a new one": (
        "moving.lua",
        "there.last == signature(there, chat, operation)",
        "false",
    ),
    "an overtaken operation runs": ("_places.lua", "> operation - row.at", "> math.huge"),
    "a hold brings a moved booking back": ("places.lua", "  if is_own and row.session == ''", "  if false"),
    "a code is given twice": (
        "places.lua",
        "  if row and row.state ~= 'moved' then return { 'CODE_TAKEN' }",
        "  if false then return { 'CODE_TAKEN' }",
    ),
    "any chat may approve": ("places.lua", "row.chat ~= chat", "false"),
    "tries cost nothing": ("places.lua", "    row.tries = row.tries - 1\n", ""),
    "a wrong code ends the hold late": ("places.lua", "row.tries <= 0", "row.tries < 0"),
    "a booked place lapses": (
        "places.lua",
        "  redis.call('ZREM', back_key, code)\n  note(ledger, 'booked'",
        "  note(ledger, 'booked'",
    ),
    "a cancelled place never comes back": (
        "places.lua",
        "  give_up(day_key, back_key, row, code, chat .. ':' .. operation, args[7])\n",
        "",
    ),
    "a list without a lifetime": ("_places.lua", "  redis.call('PEXPIREAT', back_key,", "  return ("),
    "a moved booking stays": (
        "moving.lua",
        "  if old_day ~= new_day then leave_trace(old_day, code, row, args[7]) end\n",
        "",
    ),
    "a moved booking is not counted": ("moving.lua", "  count_place(new_day, session, pool, 1)\n", ""),
    "a moved booking keeps its old place": (
        "moving.lua",
        "  give_up(old_day, old_back, row, code, chat .. ':' .. operation, args[8])\n",
        "",
    ),
    "a move to where one is": ("moving.lua", "if old_day == new_day and offers", "if false and offers"),
    "a move overwrites": ("moving.lua", "if old_day ~= new_day and there", "if false and there"),
    "a held booking moves": ("moving.lua", "if row.state ~= 'booked'", "if row.state == 'lapsed'"),
    "an old calendar sells": (
        "_places.lua",
        "(redis.call('HGET', calendar_key, 'version') or '0') ~= version",
        "false",
    ),
    "a date that is moved again is moved twice": (
        "shifting.lua",
        "if redis.call('EXISTS', record) == 1 then return { 'OK' } end\n"
        "  if is_outdated(keys[6], args[6]) then return { 'CALENDAR' } end\n  local leaving",
        "local leaving",
    ),
    "the last to book moves first": ("shifting.lua", "a.order < b.order", "a.order > b.order"),
    "a shifted booking keeps its old place": (
        "shifting.lua",
        "  count_place(old_day, row.session, row.pool, -1)\n",
        "",
    ),
    "a shifted booking is not counted": ("shifting.lua", "  count_place(new_day, session, pool, 1)\n", ""),
    "a shifted booking leaves no trace": ("shifting.lua", "  leave_trace(old_day, row.code, row, new_date)\n", ""),
    "a shift overwrites": ("shifting.lua", "if there and there.state ~= 'moved'", "if false"),
    "a shift takes the places of others": ("shifting.lua", "if is_own or args[i + 3] == '1' then", "if true then"),
    "a shift goes far": ("shifting.lua", "(is_own and 0 or 1440) + distance", "(is_own and 0 or 1440) - distance"),
    "a shift prefers another pool": ("shifting.lua", "(is_own and 0 or 1440)", "(is_own and 1440 or 0)"),
    "a released place is not free": ("shifting.lua", "      count_place(day_key, row.session, row.pool, -1)\n", ""),
    "the silent keep their place": ("shift_answers.lua", "if answer == '' and is_over", "if false"),
    "the deadline is a millisecond late": ("shift_answers.lua", "tonumber(args[1]) >= ", "tonumber(args[1]) > "),
    "a line is passed": (
        "places.lua",
        "  if keys[6] and redis.call('EXISTS', keys[6]) == 1 then return { 'FULL' } end\n",
        "",
    ),
    "a move passes a line": ("moving.lua", "  if redis.call('EXISTS', keys[8]) == 1 then return { 'FULL' } end\n", ""),
    "the last in line is the first": ("waitlist.lua", "'ZRANGE', list_key, 0, OFF", "'ZREVRANGE', list_key, 0, OFF"),
    "somebody stands in line twice": (
        "waitlist.lua",
        "  if place > 0 then return { 'OK', known, place, length } end\n",
        "",
    ),
    "an offer is not counted": ("waitlist.lua", "    count_place(day_key, session, pool, 1)\n", ""),
    "who is offered a place stays in line": ("waitlist.lua", "    redis.call('ZREM', list_key, member)\n", ""),
    "a declined place is not free": ("waitlist.lua", "    count_place(day_key, row.session, row.pool, -1)\n", ""),
    "any hold can be declined": ("waitlist.lua", "row.state == 'held' and row.last == OFFERED", "row.state == 'held'"),
    "an untold offer costs the place in line": ("waitlist.lua", "(tonumber(first[2]) or 1) - 1", "1000"),
    "what one does is no answer": ("shift_answers.lua", "row.last ~= signed and 'moved'", "false and 'moved'"),
}


def mutated(file: str, old: str, new: str) -> Library:
    """Return the function library with a fault in it."""
    sources = lua_sources()
    assert 1 == sources[file].count(old)
    return assemble({**sources, file: sources[file].replace(old, new)})


@pytest.mark.timeout(60)
@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS)
def test_machine_notices(valkey: str, mutation: tuple[str, str, str]) -> None:
    """A fault in the store's functions is found: the machine is able to fail."""
    profile = settings(PROFILE, phases=[Phase.generate], max_examples=800, report_multiple_bugs=False)
    with machine_on(valkey, mutated(*mutation)) as machine:
        machine.store.empty()
        assert [] == machine.store.run(machine.store.places.differences(OFFICE.code, MONDAY))  # it can be loaded
        with pytest.raises((AssertionError, ResponseError)):
            run_state_machine_as_test(machine, settings=profile)
