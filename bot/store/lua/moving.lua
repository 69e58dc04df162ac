-- move: takes a place on another date or session for a booked person, then gives up the old one, in one step.
-- On the old date a row in state `moved` stays, with the new date in place of its deadline: who looks there is told.
-- KEYS[1] {o<office>}:day:<old date>   KEYS[2] {o<office>}:back:<old date>
-- KEYS[3] {o<office>}:events  KEYS[4] {o<office>}:figures:<month>
-- KEYS[5] {o<office>}:day:<new date>   KEYS[6] {o<office>}:back:<new date>  (those of the old one when it stays)
-- KEYS[7] {o<office>}:calendar  KEYS[8] {o<office>}:wait:<new date>: while anybody waits there, it is full
-- ARGV[1] chat  ARGV[2] operation  ARGV[3] now_ms  ARGV[4] old date  ARGV[5] today  ARGV[6] code  ARGV[7] new date
-- ARGV[8] return_at_ms (of the old place)  ARGV[9] erase_at_ms (of the new date)
-- ARGV[10] the calendar's version  ARGV[11...] session, pool, limit: the first with a place is taken
-- returns {OK, session, pool} | {SAME} | {FULL} | {CODE_TAKEN} | {GONE, state} | {UNKNOWN} | {AGAIN} | {STALE}
--   | {CALENDAR}
local function move(keys, args)
  local old_day, old_back, new_day, new_back = keys[1], keys[2], keys[5], keys[6]
  local chat, operation, now, code = args[1], args[2], args[3], args[6]
  if is_outdated(keys[7], args[10]) then return { 'CALENDAR' } end
  local leaving = { events = keys[3], figures = keys[4], day = args[4], today = args[5] }
  local coming = { events = keys[3], figures = keys[4], day = args[7], today = args[5] }
  if give_back(leaving, old_day, old_back, now) then return { 'AGAIN' } end
  if give_back(coming, new_day, new_back, now) then return { 'AGAIN' } end
  local row, there = read_row(old_day, code), read_row(new_day, code)
  if not row then return { 'UNKNOWN' } end
  if there and there.state == 'booked' and there.last == signature(there, chat, operation) then
    return { 'OK', there.session, there.pool }
  end
  if is_stale(row, chat, operation) then return { 'STALE' } end
  if row.state == 'moved' then return { 'UNKNOWN' } end
  if row.state ~= 'booked' then return { 'GONE', row.state } end
  if old_day ~= new_day and there and there.state ~= 'moved' then return { 'CODE_TAKEN' } end
  if old_day == new_day and offers(args, 11, row.session) then return { 'SAME' } end
  if redis.call('EXISTS', keys[8]) == 1 then return { 'FULL' } end
  local session, pool = free_place(new_day, args, 11)
  if not session then return { 'FULL' } end
  give_up(old_day, old_back, row, code, chat .. ':' .. operation, args[8])
  row.last = signature(row, chat, operation)
  if old_day ~= new_day then leave_trace(old_day, code, row, args[7]) end
  row.session, row.pool = session, pool
  write_row(new_day, code, row)
  count_place(new_day, session, pool, 1)
  redis.call('PEXPIREAT', new_day, args[9])
  redis.call('PEXPIREAT', new_back, args[9])
  note(coming, 'moved', code)
  return { 'OK', session, pool }
end
register('move', move)
