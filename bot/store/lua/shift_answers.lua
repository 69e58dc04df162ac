-- answer_shift: notes what a moved person says to the new date; the last word counts, until the place is gone.
-- KEYS[1] {o<office>}:shift:<id>
-- ARGV[1] code  ARGV[2] agreed, moved or cancelled
-- returns {OK} | {EXPIRED}: the deadline passed, the place was given up | {UNKNOWN}
local function answer_shift(keys, args)
  local outcome, session, pool, answer =
    string.match(redis.call('HGET', keys[1], args[1]) or '', '^(%a+)|([^|]*)|([^|]*)|(%a*)$')
  if outcome ~= 'moved' then return { 'UNKNOWN' } end
  if answer == 'expired' then return { 'EXPIRED' } end
  redis.call('HSET', keys[1], args[1], table.concat({ outcome, session, pool, args[2] }, '|'))
  return { 'OK' }
end
register('answer_shift', answer_shift)

-- What somebody has answered by what they did, if anything; `signed` is what the move wrote into the row.
local function answered_by_deed(row, signed)
  if not row or row.state == 'moved' then return 'moved' end
  if row.state == 'booked' then return row.last ~= signed and 'moved' or '' end
  return row.state == 'cancelled' and 'cancelled' or 'agreed'
end

-- review_shift: notes what moved people have answered by what they did, and from the deadline on gives up the places
-- of those who have not answered, as if they had cancelled. Again is harmless.
-- KEYS[1] {o<office>}:day:<new date>  KEYS[2] {o<office>}:back:<new date>  KEYS[3] {o<office>}:events
-- KEYS[4] {o<office>}:figures:<month>  KEYS[5] {o<office>}:shift:<id>
-- ARGV[1] now_ms  ARGV[2] new date  ARGV[3] today  ARGV[4] return_at_ms  ARGV[5] deadline_ms  ARGV[6] chat and
-- ARGV[7] operation of the move
-- returns {OK}
local function review_shift(keys, args)
  local day_key, back_key, record = keys[1], keys[2], keys[5]
  local ledger = { events = keys[3], figures = keys[4], day = args[2], today = args[3] }
  local is_over = tonumber(args[1]) >= tonumber(args[5])
  local fields = redis.call('HGETALL', record)
  for i = 1, #fields, 2 do
    local place = string.match(fields[i + 1], '^(moved|[^|]*|[^|]*|)$')
    if place then
      local code, row = fields[i], read_row(day_key, fields[i])
      local answer = answered_by_deed(row, row and signature(row, args[6], args[7]))
      if answer == '' and is_over then
        answer, row.state = 'expired', 'cancelled'
        write_row(day_key, code, row)
        give_up(day_key, back_key, row, code, args[6] .. ':' .. args[7], args[4])
        note(ledger, 'cancelled', code)
      end
      redis.call('HSET', record, code, place .. answer)
    end
  end
  return { 'OK' }
end
register('review_shift', review_shift)
