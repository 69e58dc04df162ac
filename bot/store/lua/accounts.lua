-- serve: makes a process the sender of an account, or keeps it so; one at a time.
-- KEYS[1] {a<account>}:sender  string, as long as the lease: the process
-- ARGV[1] process  ARGV[2] lease_ms
-- returns {OK} | {HELD}
local function serve(keys, args)
  local owner = redis.call('GET', keys[1])
  if owner and owner ~= args[1] then return { 'HELD' } end
  redis.call('SET', keys[1], args[1], 'PX', args[2])
  return { 'OK' }
end
register('serve', serve)

-- leave: ends a process' serving of an account.
-- KEYS[1] {a<account>}:sender
-- ARGV[1] process
-- returns {OK} | {HELD}
local function leave(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then return { 'HELD' } end
  redis.call('DEL', keys[1])
  return { 'OK' }
end
register('leave', leave)

-- allow: grants up to n messages of an account's pace, shared by all processes.
-- KEYS[1] {a<account>}:pace   string, see _pacing.lua
-- KEYS[2] {a<account>}:pause  string, until its end: the end of a wait that the platform asked for
-- ARGV[1] n  ARGV[2] now_ms  ARGV[3] burst  ARGV[4] interval_ms (0 = no limit)
-- returns {granted, next_ms}: when granted < n, the next one may go at next_ms
local function allow(keys, args)
  local now, burst, interval = tonumber(args[2]), tonumber(args[3]), tonumber(args[4])
  local pause = tonumber(redis.call('GET', keys[2]) or '0')
  if pause > now then return { 0, text_of(pause) } end
  if interval == 0 then return { tonumber(args[1]), args[2] } end
  local room = math.floor((now + burst * interval - full_at(keys[1], now)) / interval)
  local granted = math.max(0, math.min(tonumber(args[1]), room))
  spend(keys[1], now, interval, granted)
  return { granted, text_of(allowed_at(keys[1], now, burst, interval)) }
end
register('allow', allow)

-- pause: holds an account back until an instant; a shorter wait does not shorten a longer one.
-- KEYS[1] {a<account>}:pause
-- ARGV[1] until_ms  ARGV[2] now_ms
-- returns {OK}
local function pause(keys, args)
  local ends, now = tonumber(args[1]), tonumber(args[2])
  if ends > now and ends > tonumber(redis.call('GET', keys[1]) or '0') then
    redis.call('SET', keys[1], args[1], 'PX', text_of(math.ceil(ends - now)))
  end
  return { 'OK' }
end
register('pause', pause)
