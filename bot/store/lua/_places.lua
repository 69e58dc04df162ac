-- Shared: the rows and counters of one date of one office.
-- {o<office>}:day:<yyyymmdd>   hash, until the office's retention ends
--   <code>              the row of a booking: state|session|pool|chat|at|until|approval|tries|last|sealed
--                       `chat` and `at` are the operation that held it, `last` is the one that changed it last
--   #<session>|<pool>   places taken: held + booked + arrived + no_show + cancelled but not back yet
-- {o<office>}:back:<yyyymmdd>  zset member -> instant at which the place goes back
--   <code>                          a held place, at the deadline of its approval
--   -<session>|<pool>|<code>|<op>   a place given up, after its delay
local EVENTS_KEPT = 50000 -- two weeks of a busy office, with its lobby
local DUE_AT_ONCE = 500
local ROW = '^([%a_]+)|([^|]*)|([^|]*)|([^|]*)|(%d+)|(%d+)|(%d*)|(%d+)|([^|]*)|(.*)$'

local function parsed_row(text)
  local state, session, pool, chat, at, ends, approval, tries, last, sealed = string.match(text, ROW)
  return {
    state = state, session = session, pool = pool, chat = chat, at = at,
    ends = ends, approval = approval, tries = tonumber(tries), last = last, sealed = sealed,
  }
end

local function read_row(day_key, code)
  local text = redis.call('HGET', day_key, code)
  return text and parsed_row(text) or nil
end

local function write_row(day_key, code, row)
  redis.call('HSET', day_key, code, table.concat({
    row.state, row.session, row.pool, row.chat, row.at, row.ends, row.approval, row.tries, row.last, row.sealed,
  }, '|'))
end

-- An operation has its effect on a row once: it signs what it changes. A chat's messages are numbered and handled in
-- order; the chat that held the place signs with how far its number is from that of the hold, another one in full.
local function signature(row, chat, operation)
  return chat == row.chat and text_of(operation - row.at) or chat .. ':' .. operation
end

-- Whether a later message of the same chat has changed the row: who still handles this one was overtaken.
local function is_stale(row, chat, operation)
  return chat == row.chat and (tonumber(row.last) or 0) > operation - row.at
end

-- Whether a place would be sold by a calendar that is no longer in force; there is none as long as nothing changed.
local function is_outdated(calendar_key, version)
  return (redis.call('HGET', calendar_key, 'version') or '0') ~= version
end

-- Whether a row only tells that somebody went: to another date, or out of a waiting list.
local function is_trace(row)
  return row.state == 'moved' or row.state == 'left'
end

local function count_place(day_key, session, pool, by)
  redis.call('HINCRBY', day_key, '#' .. session .. '|' .. pool, by)
end

local function note(ledger, what, code)
  redis.call('XADD', ledger.events, 'MAXLEN', '~', EVENTS_KEPT, '*',
    'e', table.concat({ what, code, string.sub(ledger.day, 3) }, ' '))
  redis.call('HINCRBY', ledger.figures, ledger.today .. ':' .. what, 1)
end

-- Ends a held place: the row stays as `lapsed`, with the instant of it; the place is free at once.
local function lapse(ledger, day_key, back_key, code, row)
  row.state, row.approval = 'lapsed', ''
  write_row(day_key, code, row)
  redis.call('ZREM', back_key, code)
  count_place(day_key, row.session, row.pool, -1)
  note(ledger, 'lapsed', code)
end

-- Sends a place on its way back. The list of those may have been empty, that is gone: it lives as long as its day.
local function give_up(day_key, back_key, row, code, operation, return_at)
  redis.call('ZADD', back_key, return_at, table.concat({ '-' .. row.session, row.pool, code, operation }, '|'))
  redis.call('PEXPIREAT', back_key, text_of(redis.call('PEXPIRETIME', day_key)))
end

-- Gives back what has run out, 500 at the most; true when there is more, then the caller answers AGAIN.
local function give_back(ledger, day_key, back_key, now)
  local due = redis.call('ZRANGEBYSCORE', back_key, '-inf', now, 'LIMIT', 0, DUE_AT_ONCE)
  for _, member in ipairs(due) do
    local session, pool, code = string.match(member, '^%-([^|]*)|([^|]*)|([^|]*)|')
    if session then
      redis.call('ZREM', back_key, member)
      count_place(day_key, session, pool, -1)
      note(ledger, 'returned', code)
    else
      lapse(ledger, day_key, back_key, member, read_row(day_key, member))
    end
  end
  return #due == DUE_AT_ONCE
end

-- The first of (session, pool, limit) triples from args[from] on that has a place, or nil.
local function free_place(day_key, args, from)
  for i = from, #args, 3 do
    local taken = tonumber(redis.call('HGET', day_key, '#' .. args[i] .. '|' .. args[i + 1]) or '0')
    if taken < tonumber(args[i + 2]) then return args[i], args[i + 1] end
  end
  return nil
end

-- Whether a session is among those triples.
local function offers(args, from, session)
  for i = from, #args, 3 do
    if args[i] == session then return true end
  end
  return false
end

-- Leaves on a date what tells where a booking went; it holds nobody's data and takes no place.
local function leave_trace(day_key, code, row, new_date)
  write_row(day_key, code, {
    state = 'moved', session = '', pool = '', chat = row.chat, at = row.at,
    ends = new_date, approval = '', tries = 0, last = row.last, sealed = '',
  })
end
