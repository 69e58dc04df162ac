-- hold: takes a place for one person while it waits for the approval.
-- KEYS[1] {o<office>}:day:<date>      hash, see _places.lua
-- KEYS[2] {o<office>}:back:<date>     zset, see _places.lua; as long as the day
-- KEYS[3] {o<office>}:op:<chat>       string, 48 h: the last answer to this chat
-- KEYS[4] {o<office>}:events          stream, capped: every change of state
-- KEYS[5] {o<office>}:figures:<month> hash, kept for years: no personal data
-- ARGV[1] operation  ARGV[2] now_ms  ARGV[3] date  ARGV[4] today "dd"  ARGV[5] code  ARGV[6] chat
-- ARGV[7] until_ms  ARGV[8] approval  ARGV[9] tries  ARGV[10] sealed  ARGV[11] erase_at_ms
-- ARGV[12...] session, pool, limit: the first with a place is taken
-- returns {OK, session, pool, until} | {FULL} | {CODE_TAKEN} | {AGAIN} | {STALE}
local function hold(keys, args)
  local day_key, back_key, op_key = keys[1], keys[2], keys[3]
  local operation, now, code, ends = args[1], args[2], args[5], args[7]
  local ledger = { events = keys[4], figures = keys[5], day = args[3], today = args[4] }
  local before = answered(op_key, operation)
  if before then return before end
  if give_back(ledger, day_key, back_key, now) then return { 'AGAIN' } end
  if redis.call('HEXISTS', day_key, code) == 1 then return { 'CODE_TAKEN' } end
  local session, pool = free_place(day_key, args, 12)
  if not session then return { 'FULL' } end
  count_place(day_key, session, pool, 1)
  write_row(day_key, code, {
    state = 'held', session = session, pool = pool, chat = args[6], at = now,
    ends = ends, approval = args[8], tries = args[9], sealed = args[10],
  })
  redis.call('ZADD', back_key, ends, code)
  redis.call('PEXPIREAT', day_key, args[11])
  redis.call('PEXPIREAT', back_key, args[11])
  note(ledger, 'held', code)
  return remember(op_key, operation, { 'OK', session, pool, ends })
end
register('hold', hold)

-- confirm: turns a held place into a booking; a wrong approval code costs a try, the last one ends the hold.
-- KEYS[1...5] as for hold
-- ARGV[1] operation  ARGV[2] now_ms  ARGV[3] date  ARGV[4] today  ARGV[5] code  ARGV[6] chat
-- ARGV[7] approval, "" for a press on the button
-- returns {OK, code} | {WRONG, code, tries left} | {ENDED, code} | {ALREADY} | {LAPSED} | {CANCELLED} | {OTHER_CHAT}
--   | {UNKNOWN} | {AGAIN} | {STALE}; `code` is that of the first time, whatever the caller takes to be meant now
local function confirm(keys, args)
  local day_key, back_key, op_key = keys[1], keys[2], keys[3]
  local operation, now, code, approval = args[1], args[2], args[5], args[7]
  local ledger = { events = keys[4], figures = keys[5], day = args[3], today = args[4] }
  local before = answered(op_key, operation)
  if before then return before end
  if give_back(ledger, day_key, back_key, now) then return { 'AGAIN' } end
  local row = read_row(day_key, code)
  if not row then return { 'UNKNOWN' } end
  if row.state == 'booked' then return { 'ALREADY' } end
  if row.state ~= 'held' then return { string.upper(row.state) } end
  if row.chat ~= args[6] then return { 'OTHER_CHAT' } end
  if approval ~= '' and approval ~= row.approval then
    row.tries = row.tries - 1
    if row.tries <= 0 then
      row.ends = now
      lapse(ledger, day_key, back_key, code, row)
      return remember(op_key, operation, { 'ENDED', code })
    end
    write_row(day_key, code, row)
    return remember(op_key, operation, { 'WRONG', code, text_of(row.tries) })
  end
  row.state, row.approval, row.ends, row.tries = 'booked', '', '0', 0
  write_row(day_key, code, row)
  redis.call('ZREM', back_key, code)
  note(ledger, 'booked', code)
  return remember(op_key, operation, { 'OK', code })
end
register('confirm', confirm)

-- cancel: gives up a held or booked place; it can be taken again only from `return_at` on, against resale.
-- KEYS[1...5] as for hold
-- ARGV[1] operation  ARGV[2] now_ms  ARGV[3] date  ARGV[4] today  ARGV[5] code  ARGV[6] return_at_ms
-- returns {OK} | {GONE, state} | {UNKNOWN} | {AGAIN} | {STALE}
local function cancel(keys, args)
  local day_key, back_key, op_key = keys[1], keys[2], keys[3]
  local operation, now, code = args[1], args[2], args[5]
  local ledger = { events = keys[4], figures = keys[5], day = args[3], today = args[4] }
  local before = answered(op_key, operation)
  if before then return before end
  if give_back(ledger, day_key, back_key, now) then return { 'AGAIN' } end
  local row = read_row(day_key, code)
  if not row then return { 'UNKNOWN' } end
  if row.state ~= 'held' and row.state ~= 'booked' then return { 'GONE', row.state } end
  row.state, row.approval, row.ends = 'cancelled', '', '0'
  write_row(day_key, code, row)
  redis.call('ZREM', back_key, code)
  give_up(day_key, back_key, row, code, operation, args[6])
  note(ledger, 'cancelled', code)
  return remember(op_key, operation, { 'OK' })
end
register('cancel', cancel)
