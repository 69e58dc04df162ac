-- hold: takes a place for one person while it waits for the approval.
-- KEYS[1] {o<office>}:day:<date>      hash, see _places.lua
-- KEYS[2] {o<office>}:back:<date>     zset, see _places.lua; as long as the day
-- KEYS[3] {o<office>}:events          stream, capped: every change of state
-- KEYS[4] {o<office>}:figures:<month> hash, kept for years: no personal data
-- KEYS[5] {o<office>}:calendar        hash, see calendars.lua
-- KEYS[6] {o<office>}:wait:<date>     zset, see waitlist.lua; left out by who need not stand in its line
-- ARGV[1] chat  ARGV[2] operation (its number in the chat)  ARGV[3] now_ms  ARGV[4] date  ARGV[5] today "dd"
-- ARGV[6] code, which is made from the operation  ARGV[7] until_ms  ARGV[8] approval  ARGV[9] tries  ARGV[10] sealed
-- ARGV[11] erase_at_ms  ARGV[12] the calendar's version  ARGV[13...] session, pool, limit: the first with a place is taken
-- returns {OK, session, pool, until} | {FULL} | {CODE_TAKEN} | {AGAIN} | {STALE} | {CALENDAR}
local function hold(keys, args)
  local day_key, back_key = keys[1], keys[2]
  local chat, operation, now, code, ends = args[1], args[2], args[3], args[6], args[7]
  if is_outdated(keys[5], args[12]) then return { 'CALENDAR' } end
  local ledger = { events = keys[3], figures = keys[4], day = args[4], today = args[5] }
  if give_back(ledger, day_key, back_key, now) then return { 'AGAIN' } end
  local row = read_row(day_key, code)
  local is_own = row and row.chat == chat and row.at == operation
  if is_own and row.session == '' then return { 'STALE' } end
  if is_own then return { 'OK', row.session, row.pool, row.ends } end
  if row and row.state ~= 'moved' then return { 'CODE_TAKEN' } end
  if keys[6] and redis.call('EXISTS', keys[6]) == 1 then return { 'FULL' } end
  local session, pool = free_place(day_key, args, 13)
  if not session then return { 'FULL' } end
  count_place(day_key, session, pool, 1)
  write_row(day_key, code, {
    state = 'held', session = session, pool = pool, chat = chat, at = operation,
    ends = ends, approval = args[8], tries = args[9], last = '', sealed = args[10],
  })
  redis.call('ZADD', back_key, ends, code)
  redis.call('PEXPIREAT', day_key, args[11])
  redis.call('PEXPIREAT', back_key, args[11])
  note(ledger, 'held', code)
  return { 'OK', session, pool, ends }
end
register('hold', hold)

-- What an approval came to when it was first handled, from the row that it signed.
local function confirmed_before(row)
  if row.state == 'booked' or row.state == 'arrived' then return { 'OK' } end
  if row.state == 'lapsed' then return { row.tries == 0 and 'ENDED' or 'LAPSED' } end
  return { 'WRONG', text_of(row.tries) }
end

-- confirm: turns a held place into a booking; a wrong approval code costs a try, the last one ends the hold.
-- KEYS[1...4] as for hold
-- ARGV[1] chat  ARGV[2] operation  ARGV[3] now_ms  ARGV[4] date  ARGV[5] today  ARGV[6] code
-- ARGV[7] approval, "" for a press on the button
-- returns {OK} | {WRONG, tries left} | {ENDED} | {ALREADY} | {LAPSED} | {CANCELLED} | {OTHER_CHAT} | {UNKNOWN}
--   | {AGAIN} | {STALE}
local function confirm(keys, args)
  local day_key, back_key = keys[1], keys[2]
  local chat, operation, now, code, approval = args[1], args[2], args[3], args[6], args[7]
  local ledger = { events = keys[3], figures = keys[4], day = args[4], today = args[5] }
  if give_back(ledger, day_key, back_key, now) then return { 'AGAIN' } end
  local row = read_row(day_key, code)
  if not row or is_trace(row) then return { 'UNKNOWN' } end
  local signed = signature(row, chat, operation)
  if row.last == signed then return confirmed_before(row) end
  if is_stale(row, chat, operation) then return { 'STALE' } end
  if row.state == 'booked' or row.state == 'arrived' then return { 'ALREADY' } end
  if row.state == 'waiting' then return { 'LAPSED' } end -- an offer that nobody told in time
  if row.state ~= 'held' then return { string.upper(row.state) } end
  if row.chat ~= chat then return { 'OTHER_CHAT' } end
  row.last = signed
  if approval ~= '' and approval ~= row.approval then
    row.tries = row.tries - 1
    if row.tries <= 0 then
      row.ends = now
      lapse(ledger, day_key, back_key, code, row)
      return { 'ENDED' }
    end
    write_row(day_key, code, row)
    return { 'WRONG', text_of(row.tries) }
  end
  row.state, row.approval, row.ends, row.tries = 'booked', '', '0', 0
  write_row(day_key, code, row)
  redis.call('ZREM', back_key, code)
  note(ledger, 'booked', code)
  return { 'OK' }
end
register('confirm', confirm)

-- cancel: gives up a held or booked place; it can be taken again only from `return_at` on, against resale.
-- KEYS[1...4] as for hold
-- ARGV[1] chat  ARGV[2] operation  ARGV[3] now_ms  ARGV[4] date  ARGV[5] today  ARGV[6] code  ARGV[7] return_at_ms
-- returns {OK} | {GONE, state} | {UNKNOWN} | {AGAIN} | {STALE}
local function cancel(keys, args)
  local day_key, back_key = keys[1], keys[2]
  local chat, operation, now, code = args[1], args[2], args[3], args[6]
  local ledger = { events = keys[3], figures = keys[4], day = args[4], today = args[5] }
  if give_back(ledger, day_key, back_key, now) then return { 'AGAIN' } end
  local row = read_row(day_key, code)
  if not row or is_trace(row) then return { 'UNKNOWN' } end
  local signed = signature(row, chat, operation)
  if row.state == 'cancelled' and row.last == signed then return { 'OK' } end
  if is_stale(row, chat, operation) then return { 'STALE' } end
  if row.state ~= 'held' and row.state ~= 'booked' then return { 'GONE', row.state } end
  row.state, row.approval, row.last = 'cancelled', '', signed
  write_row(day_key, code, row)
  redis.call('ZREM', back_key, code)
  give_up(day_key, back_key, row, code, chat .. ':' .. operation, args[7])
  note(ledger, 'cancelled', code)
  return { 'OK' }
end
register('cancel', cancel)
