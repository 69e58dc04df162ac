-- The cases of the emergency service, sealed.
-- {o<office>}:emergency:<number>  hash, until the case's end below: version, sealed
-- {o<office>}:emergencies         zset number -> since when it is at its stage: those that are not over; as long as its
--                                 longest-living member
-- {o<office>}:visits:<date>       hash number -> "<team>|<hour>", until the office's retention of that date
-- The operation is in a case's sealed history: who asks again finds it there, and the version is another one.

local function is_full(visits_key, number, place, most)
  local count = 0
  local visits = redis.call('HGETALL', visits_key)
  for i = 1, #visits, 2 do
    if visits[i] ~= number and visits[i + 1] == place then count = count + 1 end
  end
  return count >= tonumber(most)
end

-- put_emergency: puts a case in the place of what it was made from, with the visit that it gives up or takes.
-- KEYS[1] {o<office>}:emergency:<number>  KEYS[2] {o<office>}:emergencies  KEYS[3] {o<office>}:events
-- KEYS[4] {o<office>}:figures:<month>
-- KEYS[5] {o<office>}:visits:<date that it gives up>, else of the date that it takes; none without either
-- KEYS[6] {o<office>}:visits:<date that it takes>, else of the date that it gives up; none without either
-- ARGV[1] version it was made from, 0 for none  ARGV[2] number  ARGV[3] stage  ARGV[4] erase_at_ms
-- ARGV[5] since_ms, "" when the case is over  ARGV[6] sealed  ARGV[7] today "dd"
-- ARGV[8] "<team>|<hour>" of the visit, "" for none  ARGV[9] how many visits may be at that place
-- ARGV[10] erase_at_ms of the visits of that date  ARGV[11...] pairs: a figure and what to add to it
-- returns {OK} | {CHANGED} | {FULL}
local function put_emergency(keys, args)
  local case_key, open_key, left_key, taken_key = keys[1], keys[2], keys[5], keys[6]
  local version, number, erase_at, place = tonumber(args[1]), args[2], args[4], args[8]
  if tonumber(redis.call('HGET', case_key, 'version') or '0') ~= version then return { 'CHANGED' } end
  if place ~= '' and is_full(taken_key, number, place, args[9]) then return { 'FULL' } end
  redis.call('HSET', case_key, 'version', text_of(version + 1), 'sealed', args[6])
  redis.call('PEXPIREAT', case_key, erase_at)
  redis.call('ZREM', open_key, number)
  if args[5] ~= '' then
    redis.call('ZADD', open_key, args[5], number)
    if redis.call('PEXPIRETIME', open_key) < tonumber(erase_at) then redis.call('PEXPIREAT', open_key, erase_at) end
  end
  if left_key then redis.call('HDEL', left_key, number) end
  if place ~= '' then
    redis.call('HSET', taken_key, number, place)
    redis.call('PEXPIREAT', taken_key, args[10])
  end
  redis.call('XADD', keys[3], 'MAXLEN', '~', EVENTS_KEPT, '*', 'e', table.concat({ 'emergency', args[3], number }, ' '))
  for i = 11, #args, 2 do
    redis.call('HINCRBY', keys[4], args[7] .. ':emergency_' .. args[i], args[i + 1])
  end
  return { 'OK' }
end
register('put_emergency', put_emergency)
