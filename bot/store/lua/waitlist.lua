-- Who waits for a place of a full date, in the order of joining. Each has a row in state `waiting` (_places.lua),
-- without session and pool, whose code is that of the booking which it becomes when a place is offered.
-- {o<office>}:wait:<yyyymmdd>  zset, as long as the day: <code>|<number>|<person> (fingerprints) -> order.
--   While anybody is in it, places of the date are for nobody else.
-- {o<office>}:waits   zset, as long as the last of its days: yyyymmdd -> the next instant that its people are told of
-- {o<office>}:offers  zset, two days from the last offer: <yyyymmdd><code> of an offer that has not been told yet
--   -> the instant from which another process may tell it
local OFFERED_AT_ONCE = 50
local OFFERED = 'offer' -- in place of the operation that changed a row last
local IN_LINE = '^(%w+)|([^|]*)|([^|]*)$'

local function keep_until(key, at)
  redis.call('PEXPIREAT', key, text_of(math.max(tonumber(at), redis.call('PEXPIRETIME', key))))
end

-- The code and the place of a number or a person in a line, "" and 0 where they are not in it, and the line's length.
local function place_in_line(list_key, number, person)
  local members = redis.call('ZRANGE', list_key, 0, -1)
  for place, member in ipairs(members) do
    local code, of_number, of_person = string.match(member, IN_LINE)
    if of_number == number or of_person == person then return code, place, #members end
  end
  return '', 0, #members
end

-- Leaves in a row's stead what tells that somebody left; it holds nobody's data and takes no place.
local function leave_line(day_key, code, row, signed)
  row.state, row.session, row.pool, row.ends, row.approval = 'left', '', '', '0', ''
  row.tries, row.last, row.sealed = 0, signed, ''
  write_row(day_key, code, row)
end

-- waitlist_join: puts somebody at the end of a date's line; who is in it keeps the place.
-- KEYS[1] {o<office>}:day:<date>  KEYS[2] {o<office>}:wait:<date>  KEYS[3] {o<office>}:waits
-- KEYS[4] {o<office>}:events      KEYS[5] {o<office>}:figures:<month>
-- ARGV[1] chat  ARGV[2] operation  ARGV[3] date  ARGV[4] today "dd"  ARGV[5] code  ARGV[6] number  ARGV[7] person
-- ARGV[8] approval  ARGV[9] tries  ARGV[10] sealed  ARGV[11] most in the line  ARGV[12] tell_at_ms  ARGV[13] erase_at_ms
-- returns {OK, code, place, length}: place 0 when this operation's entry has left the line | {FULL} | {CODE_TAKEN}
--   | {STALE}
local function waitlist_join(keys, args)
  local day_key, list_key, chat, operation, code = keys[1], keys[2], args[1], args[2], args[5]
  local ledger = { events = keys[4], figures = keys[5], day = args[3], today = args[4] }
  local known, place, length = place_in_line(list_key, args[6], args[7])
  if place > 0 then return { 'OK', known, place, length } end
  local row = read_row(day_key, code)
  local is_own = row and row.chat == chat and row.at == operation
  if is_own and row.session == '' then return { 'STALE' } end
  if is_own then return { 'OK', code, 0, length } end
  if row then return { 'CODE_TAKEN' } end
  if length >= tonumber(args[11]) then return { 'FULL' } end
  write_row(day_key, code, {
    state = 'waiting', session = '', pool = '', chat = chat, at = operation,
    ends = '0', approval = args[8], tries = args[9], last = '', sealed = args[10],
  })
  local last = redis.call('ZRANGE', list_key, -1, -1, 'WITHSCORES')
  redis.call('ZADD', list_key, (tonumber(last[2]) or 0) + 1, table.concat({ code, args[6], args[7] }, '|'))
  redis.call('ZADD', keys[3], 'NX', args[12], args[3])
  redis.call('PEXPIREAT', day_key, args[13])
  redis.call('PEXPIREAT', list_key, args[13])
  keep_until(keys[3], args[13])
  note(ledger, 'waiting', code)
  return { 'OK', code, length + 1, length + 1 }
end
register('waitlist_join', waitlist_join)

-- waitlist_leave: takes somebody out of a line, or back what was offered; that place is free for the next at once.
-- KEYS[1...4] as for hold  KEYS[5] {o<office>}:wait:<date>
-- ARGV[1] chat  ARGV[2] operation  ARGV[3] now_ms  ARGV[4] date  ARGV[5] today  ARGV[6] code
-- ARGV[7] number  ARGV[8] person
-- returns {OK} | {GONE, state} | {UNKNOWN} | {AGAIN} | {STALE}
local function waitlist_leave(keys, args)
  local day_key, back_key, chat, operation, code = keys[1], keys[2], args[1], args[2], args[6]
  local ledger = { events = keys[3], figures = keys[4], day = args[4], today = args[5] }
  if give_back(ledger, day_key, back_key, args[3]) then return { 'AGAIN' } end
  local row = read_row(day_key, code)
  if not row or row.state == 'moved' then return { 'UNKNOWN' } end
  if row.state == 'left' then return { 'OK' } end
  if is_stale(row, chat, operation) then return { 'STALE' } end
  local is_offered = row.state == 'held' and row.last == OFFERED
  if row.state ~= 'waiting' and not is_offered then return { 'GONE', row.state } end
  if is_offered then
    redis.call('ZREM', back_key, code)
    count_place(day_key, row.session, row.pool, -1)
  end
  redis.call('ZREM', keys[5], table.concat({ code, args[7], args[8] }, '|'))
  leave_line(day_key, code, row, signature(row, chat, operation))
  note(ledger, 'left', code)
  return { 'OK' }
end
register('waitlist_leave', waitlist_leave)

-- waitlist_offer: holds the free places of a date for the first in its line, 50 at the most, in the order of joining.
-- KEYS[1...5] as for hold  KEYS[6] {o<office>}:wait:<date>  KEYS[7] {o<office>}:offers
-- ARGV[1] now_ms  ARGV[2] date  ARGV[3] today  ARGV[4] until_ms  ARGV[5] the calendar's version
-- ARGV[6] the instant from which another process may tell them  ARGV[7...] session, pool, limit
-- returns {OK, code, ...} | {AGAIN} | {CALENDAR}
local function waitlist_offer(keys, args)
  local day_key, back_key, list_key, offers_key = keys[1], keys[2], keys[6], keys[7]
  local date, ends = args[2], args[4]
  if is_outdated(keys[5], args[5]) then return { 'CALENDAR' } end
  local ledger = { events = keys[3], figures = keys[4], day = date, today = args[3] }
  if give_back(ledger, day_key, back_key, args[1]) then return { 'AGAIN' } end
  local answer = { 'OK' }
  for _, member in ipairs(redis.call('ZRANGE', list_key, 0, OFFERED_AT_ONCE - 1)) do
    local session, pool = free_place(day_key, args, 7)
    if not session then return answer end
    local code = string.match(member, IN_LINE)
    local row = read_row(day_key, code)
    row.state, row.session, row.pool, row.ends, row.last = 'held', session, pool, ends, OFFERED
    write_row(day_key, code, row)
    count_place(day_key, session, pool, 1)
    redis.call('ZREM', list_key, member)
    redis.call('ZADD', back_key, ends, code)
    redis.call('PEXPIREAT', back_key, text_of(redis.call('PEXPIRETIME', day_key)))
    redis.call('ZADD', offers_key, args[6], date .. code)
    keep_until(offers_key, ends + TWO_DAYS_MS)
    note(ledger, 'offered', code)
    answer[#answer + 1] = code
  end
  return answer
end
register('waitlist_offer', waitlist_offer)

-- waitlist_untold: lends the offers whose teller has died to one process, 50 at the most.
-- KEYS[1] {o<office>}:offers
-- ARGV[1] now_ms  ARGV[2] the instant from which yet another process may tell them
-- returns a list of <yyyymmdd><code>
local function waitlist_untold(keys, args)
  local due = redis.call('ZRANGEBYSCORE', keys[1], '-inf', args[1], 'LIMIT', 0, OFFERED_AT_ONCE)
  for _, offer in ipairs(due) do redis.call('ZADD', keys[1], args[2], offer) end
  return due
end
register('waitlist_untold', waitlist_untold)

-- waitlist_again: puts somebody whose offer ran out before it was told in front of the line again. Again is harmless.
-- KEYS[1...4] as for hold  KEYS[5] {o<office>}:wait:<date>  KEYS[6] {o<office>}:offers  KEYS[7] {o<office>}:waits
-- ARGV[1] now_ms  ARGV[2] date  ARGV[3] today  ARGV[4] code  ARGV[5] number  ARGV[6] person  ARGV[7] approval
-- ARGV[8] tries  ARGV[9] tell_at_ms
-- returns {OK} | {AGAIN}
local function waitlist_again(keys, args)
  local day_key, list_key, code = keys[1], keys[5], args[4]
  local ledger = { events = keys[3], figures = keys[4], day = args[2], today = args[3] }
  if give_back(ledger, day_key, keys[2], args[1]) then return { 'AGAIN' } end
  local row = read_row(day_key, code)
  if redis.call('ZREM', keys[6], args[2] .. code) == 0 or not row or row.state ~= 'lapsed' then return { 'OK' } end
  row.state, row.session, row.pool, row.ends, row.approval = 'waiting', '', '', '0', args[7]
  row.tries, row.last = args[8], ''
  write_row(day_key, code, row)
  local first = redis.call('ZRANGE', list_key, 0, 0, 'WITHSCORES')
  redis.call('ZADD', list_key, (tonumber(first[2]) or 1) - 1, table.concat({ code, args[5], args[6] }, '|'))
  redis.call('PEXPIREAT', list_key, text_of(redis.call('PEXPIRETIME', day_key)))
  redis.call('ZADD', keys[7], 'NX', args[9], args[2])
  keep_until(keys[7], redis.call('PEXPIRETIME', day_key))
  return { 'OK' }
end
register('waitlist_again', waitlist_again)

-- waitlist_end: ends the waiting of those who are named, and forgets them. Again is harmless.
-- KEYS[1] {o<office>}:day:<date>  KEYS[2] {o<office>}:wait:<date>  KEYS[3] {o<office>}:waits
-- ARGV[1] date  ARGV[2...] <code>|<number>|<person>
-- returns {OK}
local function waitlist_end(keys, args)
  for i = 2, #args do
    local code = string.match(args[i], IN_LINE)
    if redis.call('ZREM', keys[2], args[i]) == 1 then redis.call('HDEL', keys[1], code) end
  end
  if redis.call('EXISTS', keys[2]) == 0 then redis.call('ZREM', keys[3], args[1]) end
  return { 'OK' }
end
register('waitlist_end', waitlist_end)

-- waitlist_look: tells how long the lines of some dates are, and where a number is in them.
-- KEYS[1...] {o<office>}:wait:<date>, 62 at the most
-- ARGV[1] the number's fingerprint, "" for nobody's
-- returns for each date {length} | {length, code, place}
local function waitlist_look(keys, args)
  local found = {}
  for n, list_key in ipairs(keys) do
    local code, place, length = '', 0, nil
    if args[1] ~= '' then code, place, length = place_in_line(list_key, args[1], nil) end
    found[n] = place > 0 and { length, code, place } or { length or redis.call('ZCARD', list_key) }
  end
  return found
end
register('waitlist_look', waitlist_look)
