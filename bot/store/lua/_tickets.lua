-- Shared: the tickets, lines and desks of one day of one office. No names: a code, numbers, lanes and desks.
-- {o<office>}:tickets:<yyyymmdd>  hash, until the office's retention ends
--   <number>          state|lane|code|arrived|order|kind|sent to|desk|calls|called|served|promised
--                     `kind` is "priority" or "regular"; `order` is its score in the line; `promised` "least-most" in s
--   #<lane>           how many numbers the lane has given
--   @<code>|<station> the last number of an application there
--   =<category>       how many walk-ins of a category got one
-- {o<office>}:line:<yyyymmdd>:<line>:<kind>  zset number -> order, two days: who waits; the line is a lane or "@<desk>"
-- {o<office>}:desks:<yyyymmdd>    hash, two days: desk -> ticket|last kind|in a row|seen|why it pauses
-- {o<office>}:step:<operation>     string, two days: the date and the number that it was about, no number for none
local TICKET = '^([%a_]+)|([^|]*)|(%w*)|(%d+)|([%d.]+)|(%a+)|([^|]*)|([^|]*)|(%d+)|(%d+)|(%d+)|([%d-]*)$'
local DESK = '^(%w*)|(%a*)|(%d+)|(%d+)|(.*)$'
local IN_HAND = { printing = true, waiting = true, called = true, serving = true }

local function read_ticket(tickets_key, number)
  local text = redis.call('HGET', tickets_key, number)
  if not text then return nil end
  local state, lane, code, arrived, order, kind, sent_to, desk, calls, called, served, promised =
    string.match(text, TICKET)
  return {
    number = number, state = state, lane = lane, code = code, arrived = arrived, order = order, kind = kind,
    sent_to = sent_to, desk = desk, calls = tonumber(calls), called = called, served = served, promised = promised,
  }
end

local function write_ticket(tickets_key, ticket)
  redis.call('HSET', tickets_key, ticket.number, table.concat({
    ticket.state, ticket.lane, ticket.code, ticket.arrived, ticket.order, ticket.kind, ticket.sent_to, ticket.desk,
    ticket.calls, ticket.called, ticket.served, ticket.promised,
  }, '|'))
end

-- The answer about a ticket, as it is now.
local function told(code, tickets_key, number)
  return { code, number, redis.call('HGET', tickets_key, number) or '' }
end

-- The answer to an operation that has had its effect, or nil. One of yesterday, repeated behind midnight, is told so.
local function done_before(tickets_key, step_key, date)
  local day, number = string.match(redis.call('GET', step_key) or '', '^(%d+) (%w*)$')
  if not day then return nil end
  if day ~= date then return { 'DATED', day, number } end
  return told('OK', tickets_key, number)
end

local function note_step(step_key, visit, number)
  redis.call('SET', step_key, visit.date .. ' ' .. number, 'PXAT', visit.ends)
end

local function line_of(ticket)
  return ticket.sent_to ~= '' and '@' .. ticket.sent_to or ticket.lane
end

local function enter_line(line_key, ticket, ends)
  redis.call('ZADD', line_key, ticket.order, ticket.number)
  redis.call('PEXPIREAT', line_key, ends)
end

local function read_desk(desks_key, desk)
  local ticket, kind, run, seen, paused = string.match(redis.call('HGET', desks_key, desk) or '||0|0|', DESK)
  return { id = desk, ticket = ticket, kind = kind, run = tonumber(run), seen = seen, paused = paused }
end

-- The ticket before a desk, or the answer that nobody is there, or not (any more) who is meant; "" means anybody.
local function before_desk(tickets_key, desk, meant)
  if meant ~= '' and meant ~= desk.ticket then return nil, { 'GONE' } end
  if desk.ticket == '' then return nil, { 'NOBODY' } end
  return read_ticket(tickets_key, desk.ticket)
end

local function write_desk(desks_key, desk, now, ends)
  redis.call('HSET', desks_key, desk.id, table.concat({ desk.ticket, desk.kind, desk.run, now, desk.paused }, '|'))
  redis.call('PEXPIREAT', desks_key, ends)
end

-- Tells what became of a ticket: what, date, number, line, desk, kind, instant, arrival, order, by which rule.
local function note_ticket(events_key, what, ticket, visit, rule)
  redis.call('XADD', events_key, 'MAXLEN', '~', EVENTS_KEPT, '*', 't', table.concat({
    what, visit.date, ticket.number, line_of(ticket), ticket.desk ~= '' and ticket.desk or '-', ticket.kind,
    visit.now, ticket.arrived, ticket.order, rule or '-',
  }, ' '))
end

local function count_visit(figures_key, visit, what)
  redis.call('HINCRBY', figures_key, string.sub(visit.date, 7) .. ':' .. what, 1)
end

-- What a step of a desk begins with: its visit, the desk and the ticket before it, or the answer that ends it.
local function started(named, given)
  local visit = { now = given[1], date = given[2], ends = given[3] }
  local desk = read_desk(named[4], given[4])
  local before = done_before(named[1], named[2], visit.date)
  if before then return nil, nil, nil, before end
  local ticket, none = before_desk(named[1], desk, given[5])
  return visit, desk, ticket, none
end
