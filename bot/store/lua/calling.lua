-- How a desk calls people.
-- {o<office>}:promises  list, the last 500, 90 days: lane, waited, promised (seconds) of each first call
local PROMISES_KEPT = 500
local THREE_MONTHS_MS = 7776000000

local function visit_of(args)
  return { now = args[1], date = args[2], ends = args[3] }
end

-- Writes down a step of a desk with a ticket, and answers.
local function keep(keys, visit, desk, ticket, what)
  write_ticket(keys[1], ticket)
  write_desk(keys[4], desk, visit.now, visit.ends)
  note_step(keys[2], visit, ticket.number)
  note_ticket(keys[3], what, ticket, visit)
  return told('OK', keys[1], ticket.number)
end

-- The first of one kind over several lines (from a key on, each second one): the one with the lowest order.
local function first_of(keys, from)
  local first
  for i = from, #keys, 2 do
    local head = redis.call('ZRANGE', keys[i], 0, 0, 'WITHSCORES')
    local is_before = head[1] and (not first or tonumber(head[2]) < tonumber(first.order))
    if is_before then first = { number = head[1], order = head[2], line_key = keys[i] } end
  end
  return first
end

-- Whose turn it is when both kinds wait: see LobbyRules in bot/lanes.py and bot/calling_rules.py.
local function turn(desk, longest, waited, ageing)
  if desk.kind == '' then return 'priority' end
  local other = desk.kind == 'priority' and 'regular' or 'priority'
  local most = waited[other] >= ageing and 1 or longest[desk.kind]
  return desk.run >= most and other or desk.kind
end

-- call_next: calls the next person to a desk, who then is nobody else's.
-- KEYS[1] {o<office>}:tickets:<date>  KEYS[2] {o<office>}:step:<operation>  KEYS[3] {o<office>}:events
-- KEYS[4] {o<office>}:desks:<date>: see _tickets.lua   KEYS[5] {o<office>}:promises
-- KEYS[6...] {o<office>}:line:<date>:<line>:priority, and the same for regular: two for each line of the desk
-- ARGV[1] now_ms  ARGV[2] date  ARGV[3] ends_ms of what lives for the day  ARGV[4] desk
-- ARGV[5] priority in a row  ARGV[6] regular in a row  ARGV[7] ageing_ms  ARGV[8] the desk's lines, by commas
-- returns {OK, number, ticket} | {DATED, date, number} | {BUSY, number, ticket} | {PAUSED, why} | {EMPTY}
local function call_next(keys, args)
  local visit, desk = visit_of(args), read_desk(keys[4], args[4])
  local before = done_before(keys[1], keys[2], visit.date)
  if before then return before end
  if desk.ticket ~= '' then return told('BUSY', keys[1], desk.ticket) end
  if desk.paused ~= '' then return { 'PAUSED', desk.paused } end
  local firsts, waited = { priority = first_of(keys, 6), regular = first_of(keys, 7) }, {}
  local kind = firsts.priority and 'priority' or 'regular'
  if not firsts[kind] then return { 'EMPTY' } end
  if firsts.priority and firsts.regular then
    for each, first in pairs(firsts) do waited[each] = visit.now - read_ticket(keys[1], first.number).arrived end
    kind = turn(desk, { priority = tonumber(args[5]), regular = tonumber(args[6]) }, waited, tonumber(args[7]))
  end
  local ticket = read_ticket(keys[1], firsts[kind].number)
  redis.call('ZREM', firsts[kind].line_key, ticket.number)
  if ticket.promised ~= '' and ticket.calls == 0 then
    local seconds = text_of(math.max(0, math.floor((visit.now - ticket.arrived) / 1000)))
    redis.call('LPUSH', keys[5], table.concat({ ticket.lane, seconds, ticket.promised }, ' '))
    redis.call('LTRIM', keys[5], 0, PROMISES_KEPT - 1)
    redis.call('PEXPIRE', keys[5], THREE_MONTHS_MS)
  end
  ticket.state, ticket.desk, ticket.calls, ticket.called = 'called', desk.id, ticket.calls + 1, visit.now
  desk.run = desk.kind == kind and desk.run + 1 or 1
  desk.ticket, desk.kind = ticket.number, kind
  write_ticket(keys[1], ticket)
  write_desk(keys[4], desk, visit.now, visit.ends)
  note_step(keys[2], visit, ticket.number)
  note_ticket(keys[3], 'called', ticket, visit, table.concat({ args[5], args[6], args[7], args[8] }, ';'))
  return told('OK', keys[1], ticket.number)
end
register('call_next', call_next)

-- meet_ticket: notes whom a press of several steps is about, who is before the desk: repeated, it stays about them.
-- KEYS[1...4] and ARGV[1...4] as for call_next
-- ARGV[5] the number that the officer sees, "" for whoever is there
-- returns {OK, number, ticket} | {DATED, date, number} | {NOBODY} | {GONE}
local function meet_ticket(keys, args)
  local visit, desk, ticket, answer = started(keys, args)
  if answer then return answer end
  note_step(keys[2], visit, ticket.number)
  return told('OK', keys[1], ticket.number)
end
register('meet_ticket', meet_ticket)

-- recall_ticket: calls the person before a desk once more.
-- KEYS[1...4] and ARGV[1...5] as for meet_ticket
-- returns {OK, number, ticket} | {DATED, date, number} | {NOBODY} | {GONE}
local function recall_ticket(keys, args)
  local visit, desk, ticket, answer = started(keys, args)
  if answer then return answer end
  if ticket.state ~= 'called' then return { 'NOBODY' } end
  ticket.calls = ticket.calls + 1
  return keep(keys, visit, desk, ticket, 'recalled')
end
register('recall_ticket', recall_ticket)

-- serve_ticket: notes that the person who was called has come to the desk.
-- KEYS[1...4] and ARGV[1...5] as for meet_ticket
-- returns {OK, number, ticket} | {DATED, date, number} | {NOBODY} | {GONE}
local function serve_ticket(keys, args)
  local visit, desk, ticket, answer = started(keys, args)
  if answer then return answer end
  if ticket.state == 'serving' then return told('OK', keys[1], ticket.number) end
  ticket.state, ticket.served = 'serving', visit.now
  return keep(keys, visit, desk, ticket, 'serving')
end
register('serve_ticket', serve_ticket)

-- pause_desk: lets a desk call nobody for a reason, or with "" go on. Who is before it stays.
-- KEYS[1...4] and ARGV[1...4] as for call_next
-- ARGV[5] why
-- returns {OK, number or "", ticket or ""} | {DATED, date, number or ""}
local function pause_desk(keys, args)
  local visit, desk = visit_of(args), read_desk(keys[4], args[4])
  local before = done_before(keys[1], keys[2], visit.date)
  if before then return before end
  if desk.paused ~= args[5] then
    desk.paused = args[5]
    write_desk(keys[4], desk, visit.now, visit.ends)
    local nobody = { number = '-', lane = '-', sent_to = '', desk = desk.id, kind = '-', arrived = '0', order = '0' }
    note_ticket(keys[3], args[5] ~= '' and 'paused' or 'resumed', nobody, visit)
  end
  note_step(keys[2], visit, desk.ticket)
  return told('OK', keys[1], desk.ticket)
end
register('pause_desk', pause_desk)
