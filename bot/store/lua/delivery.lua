-- sent: what was delivered leaves the outbox; the chat is let go.
-- KEYS[1] {i<part>}:out<lane>:<chat>  KEYS[2] {i<part>}:due<lane>:<account>  KEYS[3] {i<part>}:sending<lane>:<account>
-- KEYS[4] {i<part>}:pace:<chat>  KEYS[5] {i<part>}:tries<lane>:<chat>
-- KEYS[6...] {i<part>}:sent:<ledger> of those messages that have one, then {i<part>}:told:<broadcast> of those that are
--   counted
-- ARGV[1] chat  ARGV[2] token  ARGV[3] how many  ARGV[4] now_ms  ARGV[5] burst  ARGV[6] interval_ms
-- ARGV[7] how many are counted  ARGV[8] as how many of the platform's messages they went out
-- ARGV[9...] the platform's ids for KEYS[6...]
-- returns {OK, messages left} | {LOST}
local function sent(keys, args)
  local out_key, due_key, sending_key, pace_key, tries_key = unpack(keys)
  local chat, now, burst, interval = args[1], tonumber(args[4]), tonumber(args[5]), tonumber(args[6])
  if not holds(sending_key, chat, args[2]) then return { 'LOST' } end
  redis.call('LTRIM', out_key, args[3], -1)
  redis.call('DEL', tries_key)
  local noted = #keys - tonumber(args[7])
  for i = 6, noted do redis.call('SET', keys[i], args[i + 3], 'PX', TWO_DAYS_MS) end
  for i = noted + 1, #keys do count_told(keys[i], 'sent', '', 1) end
  spend(pace_key, now, interval, tonumber(args[8]))
  let_go(out_key, due_key, sending_key, chat, allowed_at(pace_key, now, burst, interval))
  return { 'OK', redis.call('LLEN', out_key) }
end
register('sent', sent)

-- postpone: the first message could not be delivered now; it stays first, and the chat is due again at `at`.
-- KEYS[1] {i<part>}:out<lane>:<chat>  KEYS[2] {i<part>}:due<lane>:<account>  KEYS[3] {i<part>}:sending<lane>:<account>
-- KEYS[4] {i<part>}:tries<lane>:<chat>  string, 7 days: "<attempts> <parts delivered>"
-- ARGV[1] chat  ARGV[2] token  ARGV[3] at_ms  ARGV[4] attempts so far  ARGV[5] parts delivered
-- returns {OK} | {LOST}
local function postpone(keys, args)
  if not holds(keys[3], args[1], args[2]) then return { 'LOST' } end
  redis.call('SET', keys[4], args[4] .. ' ' .. args[5], 'PX', WEEK_MS)
  let_go(keys[1], keys[2], keys[3], args[1], tonumber(args[3]))
  return { 'OK' }
end
register('postpone', postpone)

-- park: the first message can't be delivered, or nobody knows whether it was; it goes to the operator's list.
-- KEYS[1] {i<part>}:out<lane>:<chat>  KEYS[2] {i<part>}:due<lane>:<account>  KEYS[3] {i<part>}:sending<lane>:<account>
-- KEYS[4] {i<part>}:tries<lane>:<chat>  KEYS[5] {i<part>}:parked  stream, the last 1,000, 30 days
-- KEYS[6] {i<part>}:told:<broadcast>, where it is counted
-- ARGV[1] chat  ARGV[2] token  ARGV[3] now_ms  ARGV[4] account  ARGV[5] reason  ARGV[6] lane
-- ARGV[7] failed or unknown
-- returns {OK, id} | {LOST} | {NOTHING}
local function park(keys, args)
  if not holds(keys[3], args[1], args[2]) then return { 'LOST' } end
  local entry = redis.call('LPOP', keys[1])
  redis.call('DEL', keys[4])
  let_go(keys[1], keys[2], keys[3], args[1], tonumber(args[3]))
  if not entry then return { 'NOTHING' } end
  if keys[6] then count_told(keys[6], args[7], args[5], 1) end
  return { 'OK', put_aside(keys[5], args[1], args[4], args[5], args[6], args[3], entry) }
end
register('park', park)

-- unpark: an operator sends a parked message again; it goes behind what is waiting for that chat. Once for each id.
-- KEYS[1] {i<part>}:parked  KEYS[2] {i<part>}:out<lane>:<chat>  KEYS[3] {i<part>}:due<lane>:<account>
-- KEYS[4] {i<part>}:sending<lane>:<account>  KEYS[5] {i<part>}:told:<broadcast>, where it is counted
-- ARGV[1] id  ARGV[2] chat  ARGV[3] now_ms  ARGV[4] wake channel  ARGV[5] part
-- ARGV[6] failed or unknown, as which it has been counted  ARGV[7] the reason
-- returns {OK} | {UNKNOWN}
local function unpark(keys, args)
  local found = redis.call('XRANGE', keys[1], args[1], args[1])
  if #found == 0 then return { 'UNKNOWN' } end
  local fields = found[1][2]
  redis.call('XDEL', keys[1], args[1])
  if keys[5] then count_told(keys[5], args[6], args[7], -1) end
  redis.call('RPUSH', keys[2], fields[#fields])
  redis.call('PEXPIRE', keys[2], WEEK_MS)
  make_due(keys[3], keys[4], args[2], tonumber(args[3]))
  redis.call('PUBLISH', args[4], args[5])
  return { 'OK' }
end
register('unpark', unpark)
