-- What the staff of an office do from their chat.
-- {o<office>}:staff          hash, no lifetime: they stay until an admin takes them out. member -> sealed
-- {o<office>}:plan:<token>   hash, 15 minutes, 48 h once taken: what waits for somebody's *Ya*
--   what    sealed command
--   by      fingerprint of who asked
--   other   "1" when somebody else has to press
--   taken   the operation that took it
-- {o<office>}:acts           stream, the last 5,000, 400 days: what was done, sealed
-- {o<office>}:act:<op>       string, 48 h: this operation has been noted
-- {o<office>}:invite:<code>  string, 24 h: the sealed member that the code makes, then "used <field>"

-- plan_take: gives out what was planned, to one press only; the same press again gets it again.
-- KEYS[1] {o<office>}:plan:<token>
-- ARGV[1] operation  ARGV[2] fingerprint of who presses
-- returns {OK, sealed command} | {over} | {done} | {second-person}
local function plan_take(keys, args)
  local what, by, other, taken = unpack(redis.call('HMGET', keys[1], 'what', 'by', 'other', 'taken'))
  if not what then return { 'over' } end
  if taken and taken ~= args[1] then return { 'done' } end
  if other == '1' and by == args[2] then return { 'second-person' } end
  redis.call('HSET', keys[1], 'taken', args[1])
  redis.call('PEXPIRE', keys[1], TWO_DAYS_MS)
  return { 'OK', what }
end
register('plan_take', plan_take)

-- plan_drop: forgets what was planned, unless it has been done.
-- KEYS[1] {o<office>}:plan:<token>
-- returns {OK} | {done}
local function plan_drop(keys)
  if redis.call('HEXISTS', keys[1], 'taken') == 1 then return { 'done' } end
  redis.call('DEL', keys[1])
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

-- act_note: writes down what an officer did, once for each operation.
-- KEYS[1] {o<office>}:acts  KEYS[2] {o<office>}:act:<op>
-- ARGV[1] sealed act
-- returns {OK} | {SEEN}
local function act_note(keys, args)
  if not redis.call('SET', keys[2], '', 'NX', 'PX', TWO_DAYS_MS) then return { 'SEEN' } end
  redis.call('XADD', keys[1], 'MAXLEN', '~', 5000, '*', 'act', args[1])
  redis.call('PEXPIRE', keys[1], 400 * 24 * 3600 * 1000)
  return { 'OK' }
end
register('act_note', act_note)

-- staff_join: makes a member of who shows an invitation, once; the same person again is told the same.
-- KEYS[1] {o<office>}:staff  KEYS[2] {o<office>}:invite:<code>
-- ARGV[1] member's field  ARGV[2] sealed member  ARGV[3] the invitation as it was read
-- returns {OK} | {over}
local function staff_join(keys, args)
  local kept = redis.call('GET', keys[2])
  if kept == 'used ' .. args[1] then return { 'OK' } end
  if not kept or kept ~= args[3] then return { 'over' } end
  redis.call('HSET', keys[1], args[1], args[2])
  redis.call('SET', keys[2], 'used ' .. args[1], 'KEEPTTL')
  return { 'OK' }
end
register('staff_join', staff_join)
