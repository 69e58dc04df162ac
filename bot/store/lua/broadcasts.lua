-- What an office announces to many, until everybody has been told.
-- {o<office>}:broadcast:<id>  hash, 30 days from when it is due or was touched last
--   what     sealed broadcast
--   status   waiting, running, paused, stopped or done; `was` is the one before a pause
--   due      when it is due, in ms
--   begun    when its people were found, in ms; `run` names their lists, `left` (JSON) tells who can't be reached
--   total:<account>, put:<account>  how many people it has there, and how many of them are in the outbox or beyond
--   rounds   how often the failed ones were sent again
--   op:<operation>  what an officer's turn came to
-- {o<office>}:broadcast:<id>:<run>:<account>  list, 7 days or until the end: sealed people
-- {o<office>}:broadcasts      zset, 400 days: those that have not ended. id -> due, inf while paused
local MONTH_MS = 30 * 24 * 3600 * 1000

local function list(broadcasts_key, due, id)
  redis.call('ZADD', broadcasts_key, due, id)
  redis.call('PEXPIRE', broadcasts_key, text_of(400 * 24 * 3600 * 1000))
end

-- broadcast_plan: keeps what is to be announced; again changes nothing.
-- KEYS[1] {o<office>}:broadcast:<id>  KEYS[2] {o<office>}:broadcasts
-- ARGV[1] id  ARGV[2] sealed broadcast  ARGV[3] due_ms  ARGV[4] now_ms
-- returns {OK}
local function broadcast_plan(keys, args)
  if redis.call('EXISTS', keys[1]) == 1 then return { 'OK' } end
  redis.call('HSET', keys[1], 'what', args[2], 'status', 'waiting', 'due', args[3], 'rounds', 0)
  redis.call('PEXPIRE', keys[1], text_of(MONTH_MS + math.max(0, tonumber(args[3]) - tonumber(args[4]))))
  list(keys[2], args[3], args[1])
  return { 'OK' }
end
register('broadcast_plan', broadcast_plan)

-- The status that a turn leads to, nil where it leads nowhere.
local function after_turn(turn, status, was)
  local is_open = status == 'waiting' or status == 'running'
  if turn == 'pause' and is_open then return 'paused' end
  if turn == 'stop' and (is_open or status == 'paused') then return 'stopped' end
  if turn == 'go-on' and status == 'paused' then return was end
  if turn == 'again' and status == 'done' then return 'running' end
end

-- broadcast_turn: pauses, goes on, stops, or sends the failed ones again; the same operation gives the same answer.
-- KEYS[1] {o<office>}:broadcast:<id>  KEYS[2] {o<office>}:broadcasts
-- ARGV[1] id  ARGV[2] operation  ARGV[3] pause, go-on, stop or again  ARGV[4] now_ms
-- returns {OK, status} | {REFUSED, status} | {UNKNOWN}
local function broadcast_turn(keys, args)
  local id, turn, now = args[1], args[3], args[4]
  local status, was, due, before = unpack(redis.call('HMGET', keys[1], 'status', 'was', 'due', 'op:' .. args[2]))
  if not status then return { 'UNKNOWN' } end
  if before then return { 'OK', before } end
  local after = after_turn(turn, status, was)
  if not after then return { 'REFUSED', status } end
  redis.call('HSET', keys[1], 'status', after, 'was', status, 'op:' .. args[2], after)
  if turn == 'again' then redis.call('HINCRBY', keys[1], 'rounds', 1) end
  redis.call('PEXPIRE', keys[1], text_of(MONTH_MS + math.max(0, tonumber(due) - tonumber(now))))
  if after == 'stopped' then
    redis.call('ZREM', keys[2], id)
  else
    list(keys[2], after == 'paused' and 'inf' or (after == 'waiting' and due or now), id)
  end
  return { 'OK', after }
end
register('broadcast_turn', broadcast_turn)

-- broadcast_add: writes down people whom a run has found; again changes nothing.
-- KEYS[1] {o<office>}:broadcast:<id>:<run>:<account>
-- ARGV[1] how many are there before  ARGV[2...] sealed people
-- returns how many are there now
local function broadcast_add(keys, args)
  if redis.call('LLEN', keys[1]) == tonumber(args[1]) then
    redis.call('RPUSH', keys[1], unpack(args, 2))
    redis.call('PEXPIRE', keys[1], WEEK_MS)
  end
  return redis.call('LLEN', keys[1])
end
register('broadcast_add', broadcast_add)

-- broadcast_begin: lets one run, which has found the people, be the one whose lists count.
-- KEYS[1] {o<office>}:broadcast:<id>
-- ARGV[1] run  ARGV[2] now_ms  ARGV[3] left out, JSON  ARGV[4...] account, how many people, account, ...
-- returns {OK} | {LOST}: it is another run's, or is waiting no more
local function broadcast_begin(keys, args)
  local status, run = unpack(redis.call('HMGET', keys[1], 'status', 'run'))
  if run == args[1] then return { 'OK' } end
  if status ~= 'waiting' then return { 'LOST' } end
  redis.call('HSET', keys[1], 'status', 'running', 'run', args[1], 'begun', args[2], 'left', args[3])
  for i = 4, #args, 2 do redis.call('HSET', keys[1], 'total:' .. args[i], args[i + 1], 'put:' .. args[i], 0) end
  return { 'OK' }
end
register('broadcast_begin', broadcast_begin)

-- broadcast_advance: notes that an account's people up to a place are in the outbox; never goes back.
-- KEYS[1] {o<office>}:broadcast:<id>
-- ARGV[1] account  ARGV[2] place
-- returns {OK}
local function broadcast_advance(keys, args)
  local field = 'put:' .. args[1]
  local before = redis.call('HGET', keys[1], field)
  if before and tonumber(before) < tonumber(args[2]) then redis.call('HSET', keys[1], field, args[2]) end
  return { 'OK' }
end
register('broadcast_advance', broadcast_advance)

-- broadcast_end: everybody has been told, as far as they can be. Again changes nothing.
-- KEYS[1] {o<office>}:broadcast:<id>  KEYS[2] {o<office>}:broadcasts  KEYS[3...] its lists
-- ARGV[1] id
-- returns {OK} | {LOST}: it is not running any more
local function broadcast_end(keys, args)
  if redis.call('HGET', keys[1], 'status') ~= 'running' then return { 'LOST' } end
  redis.call('HSET', keys[1], 'status', 'done')
  redis.call('ZREM', keys[2], args[1])
  for i = 3, #keys do redis.call('DEL', keys[i]) end
  return { 'OK' }
end
register('broadcast_end', broadcast_end)
