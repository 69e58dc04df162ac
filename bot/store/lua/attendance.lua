-- Who says that they come, and who did not.
-- {o<office>}:coming:<yyyymmdd>  set of the codes whose people said that they come; as long as the day
local NO_SHOWS_AT_ONCE = 200

-- coming: notes that a booked person has said that they come. Again is harmless.
-- KEYS[1] {o<office>}:day:<date>   hash, see _places.lua
-- KEYS[2] {o<office>}:coming:<date>
-- ARGV[1] code
-- returns {OK} | {GONE, state} | {UNKNOWN}
local function coming(keys, args)
  local row = read_row(keys[1], args[1])
  if not row or row.state == 'moved' then return { 'UNKNOWN' } end
  if row.state ~= 'booked' then return { 'GONE', row.state } end
  redis.call('SADD', keys[2], args[1])
  redis.call('PEXPIREAT', keys[2], text_of(redis.call('PEXPIRETIME', keys[1])))
  return { 'OK' }
end
register('coming', coming)

-- close_session: makes those who are still booked in a session no-shows, of the codes that are given. Their places
-- stay taken: the session is over. Again is harmless: a row that is no longer booked stays as it is.
-- KEYS[1] {o<office>}:day:<date>   KEYS[2] {o<office>}:events   KEYS[3] {o<office>}:figures:<month>
-- ARGV[1] session  ARGV[2] date  ARGV[3] today "dd"  ARGV[4...] codes, 200 at the most
-- returns a list of those of the codes that are no-shows now
local function close_session(keys, args)
  local day_key, session = keys[1], args[1]
  local ledger = { events = keys[2], figures = keys[3], day = args[2], today = args[3] }
  local closed = {}
  for i = 4, math.min(#args, 3 + NO_SHOWS_AT_ONCE) do
    local row = read_row(day_key, args[i])
    if row and row.state == 'booked' and row.session == session then
      row.state = 'no_show'
      write_row(day_key, args[i], row)
      note(ledger, 'no_show', args[i])
    end
    if row and row.state == 'no_show' then closed[#closed + 1] = args[i] end
  end
  return closed
end
register('close_session', close_session)
