-- move: takes a place on another date or session for a booked person, then gives up the old one, in one step.
-- KEYS[1] {o<office>}:day:<old date>   KEYS[2] {o<office>}:back:<old date>
-- KEYS[3] {o<office>}:day:<new date>   KEYS[4] {o<office>}:back:<new date>  (the same two when the date stays)
-- KEYS[5] {o<office>}:op:<chat>  KEYS[6] {o<office>}:events  KEYS[7] {o<office>}:figures:<month>
-- ARGV[1] operation  ARGV[2] now_ms  ARGV[3] old date  ARGV[4] new date  ARGV[5] today  ARGV[6] code
-- ARGV[7] return_at_ms (of the old place)  ARGV[8] erase_at_ms (of the new date)
-- ARGV[9...] session, pool, limit: the first with a place is taken
-- returns {OK, session, pool} | {SAME} | {FULL} | {CODE_TAKEN} | {GONE, state} | {UNKNOWN} | {AGAIN} | {STALE}
local function move(keys, args)
  local old_day, old_back, new_day, new_back, op_key = keys[1], keys[2], keys[3], keys[4], keys[5]
  local operation, now, code = args[1], args[2], args[6]
  local leaving = { events = keys[6], figures = keys[7], day = args[3], today = args[5] }
  local coming = { events = keys[6], figures = keys[7], day = args[4], today = args[5] }
  local before = answered(op_key, operation)
  if before then return before end
  if give_back(leaving, old_day, old_back, now) then return { 'AGAIN' } end
  if give_back(coming, new_day, new_back, now) then return { 'AGAIN' } end
  local row = read_row(old_day, code)
  if not row then return { 'UNKNOWN' } end
  if row.state ~= 'booked' then return { 'GONE', row.state } end
  if old_day ~= new_day and redis.call('HEXISTS', new_day, code) == 1 then return { 'CODE_TAKEN' } end
  if old_day == new_day and offers(args, 9, row.session) then return { 'SAME' } end
  local session, pool = free_place(new_day, args, 9)
  if not session then return { 'FULL' } end
  give_up(old_day, old_back, row, code, operation, args[7])
  redis.call('HDEL', old_day, code)
  row.session, row.pool = session, pool
  write_row(new_day, code, row)
  count_place(new_day, session, pool, 1)
  redis.call('PEXPIREAT', new_day, args[8])
  redis.call('PEXPIREAT', new_back, args[8])
  note(coming, 'moved', code)
  return remember(op_key, operation, { 'OK', session, pool })
end
register('move', move)
