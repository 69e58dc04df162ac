-- What the staff of an office do from their chat.
-- {o<office>}:staff          hash, no lifetime: they stay until an admin takes them out. member -> sealed
-- {o<office>}:plan:<token>   hash, 15 minutes, 48 h once taken: what waits for somebody's *Ya*
--   what    sealed command
--   by      fingerprint of who asked
--   other   "1" when somebody else has to press
--   taken   the operation that took it
--   dropped "1" once somebody has pressed *Tidak jadi*
-- {o<office>}:acts           stream, the last 5,000, 400 days: what was done, sealed
-- {o<office>}:act:<op>       string, 48 h: this operation has been noted
-- {o<office>}:invite:<code>  string, 24 h: the sealed member that the code makes, then "used <field>"
-- {o<office>}:invited:<name> string, 24 h: the code that counts for a name, the last one

-- plan_take: gives out what was planned, to one press only; the same press again gets it again.
-- KEYS[1] {o<office>}:plan:<token>
-- ARGV[1] operation  ARGV[2] fingerprint of who presses
-- returns {OK, sealed command} | {over} | {done} | {dropped} | {second-person}
local function plan_take(keys, args)
  local what, by, other, taken, dropped =
    unpack(redis.call('HMGET', keys[1], 'what', 'by', 'other', 'taken', 'dropped'))
  if not what then return { 'over' } end
  if dropped then return { 'dropped' } end
  if taken and taken ~= args[1] then return { 'done' } end
  if other == '1' and by == args[2] then return { 'second-person' } end
  redis.call('HSET', keys[1], 'taken', args[1])
  redis.call('PEXPIRE', keys[1], TWO_DAYS_MS)
  return { 'OK', what }
end
register('plan_take', plan_take)

-- plan_drop: lets nobody take what was planned, unless that has been done; again is harmless.
-- KEYS[1] {o<office>}:plan:<token>
-- returns {OK} | {done}
local function plan_drop(keys)
  local what, taken = unpack(redis.call('HMGET', keys[1], 'what', 'taken'))
  if taken then return { 'done' } end
  if what then redis.call('HSET', keys[1], 'dropped', '1') end
  return { 'OK' }
end
register('plan_drop', plan_drop)

-- plan_keep: keeps what waits for a second press; the same operation again changes nothing.
-- KEYS[1] {o<office>}:plan:<token>
-- ARGV[1] sealed command  ARGV[2] fingerprint of who asked  ARGV[3] "1": somebody else has to press  ARGV[4] lifetime_ms
-- returns {OK}
local function plan_keep(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    redis.call('HSET', keys[1], 'what', args[1], 'by', args[2], 'other', args[3])
    redis.call('PEXPIRE', keys[1], args[4])
  end
  return { 'OK' }
end
register('plan_keep', plan_keep)

local function write_act(acts, seen, sealed)
  if not redis.call('SET', seen, '', 'NX', 'PX', TWO_DAYS_MS) then return false end
  redis.call('XADD', acts, 'MAXLEN', '~', 5000, '*', 'act', sealed)
  redis.call('PEXPIRE', acts, 400 * 24 * 3600 * 1000)
  return true
end

-- act_note: writes down what an officer did, once for each operation.
-- KEYS[1] {o<office>}:acts  KEYS[2] {o<office>}:act:<op>
-- ARGV[1] sealed act
-- returns {OK} | {SEEN}
local function act_note(keys, args)
  return { write_act(keys[1], keys[2], args[1]) and 'OK' or 'SEEN' }
end
register('act_note', act_note)

-- staff_change: adds a member, changes their roles or takes them out, and writes that down, once for each operation.
-- KEYS[1] {o<office>}:staff  KEYS[2] {o<office>}:acts  KEYS[3] {o<office>}:act:<op>  KEYS[4] {o<office>}:invited:<name>
-- ARGV[1] member's field  ARGV[2] sealed member, "" = take them out  ARGV[3] sealed act
-- returns {OK} | {SEEN}
local function staff_change(keys, args)
  if not write_act(keys[2], keys[3], args[3]) then return { 'SEEN' } end
  if args[2] == '' then
    redis.call('HDEL', keys[1], args[1])
  else
    redis.call('HSET', keys[1], args[1], args[2])
  end
  redis.call('DEL', keys[4])
  return { 'OK' }
end
register('staff_change', staff_change)

-- staff_invite: keeps a code that makes a member, in place of an earlier one for the name; again changes nothing.
-- KEYS[1] {o<office>}:invite:<code>  KEYS[2] {o<office>}:invited:<name>
-- ARGV[1] sealed member  ARGV[2] code's fingerprint  ARGV[3] lifetime_ms
-- returns {OK}
local function staff_invite(keys, args)
  if redis.call('SET', keys[1], args[1], 'NX', 'PX', args[3]) then
    redis.call('SET', keys[2], args[2], 'PX', args[3])
  end
  return { 'OK' }
end
register('staff_invite', staff_invite)

-- staff_join: makes a member of who shows the code that counts for the name, once; the same person again is told the same.
-- KEYS[1] {o<office>}:staff  KEYS[2] {o<office>}:invite:<code>  KEYS[3] {o<office>}:invited:<name>
-- ARGV[1] member's field  ARGV[2] sealed member  ARGV[3] the invitation as it was read  ARGV[4] code's fingerprint
-- returns {OK} | {over}
local function staff_join(keys, args)
  local kept = redis.call('GET', keys[2])
  if kept == 'used ' .. args[1] then return { 'OK' } end
  if not kept or kept ~= args[3] or redis.call('GET', keys[3]) ~= args[4] then return { 'over' } end
  redis.call('HSET', keys[1], args[1], args[2])
  redis.call('SET', keys[2], 'used ' .. args[1], 'KEEPTTL')
  return { 'OK' }
end
register('staff_join', staff_join)
