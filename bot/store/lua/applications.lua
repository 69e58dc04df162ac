local MOST_OF_ONE = 8 -- that are found by a number

-- advance_application: puts an application in the place of what it was made from; its stage is decided by who calls.
-- The operation is in its sealed history: who asks again finds it there, and the version is another one.
-- {o<office>}:application:<code>   hash, until the office's retention after the last step: version, sealed
-- {o<office>}:stage:<stage>        zset code -> when something is due there; as long as its longest-living member
-- {o<office>}:paper:<fingerprint>  string code, as long as the application: whose billing code or proof it is
-- {o<office>}:visitor:<fingerprint> zset code -> when its first step was to be erased; as long as
--                                  its longest-living member
-- {o<office>}:visitor:<fingerprint>:chat string, as that was then: the sealed chat from which its owner asked last
-- KEYS[1] {o<office>}:application:<code>  KEYS[2] {o<office>}:stage:<from>  KEYS[3] {o<office>}:stage:<to>
-- KEYS[4] {o<office>}:events  KEYS[5] {o<office>}:figures:<month>  KEYS[6] {o<office>}:visitor:<fingerprint>
-- KEYS[7...] {o<office>}:paper:<fingerprint>, if any: first of those it has, then of those it had and has no more
-- ARGV[1] version it was made from, 0 for none  ARGV[2] code  ARGV[3] stage  ARGV[4] due_ms, 0: never, it is over
-- ARGV[5] erase_at_ms  ARGV[6] what was due before this instant has been erased  ARGV[7] today "dd"  ARGV[8] sealed
-- ARGV[9] how many papers it has  ARGV[10...] figures to count, with a "-" before one to count back
-- returns {OK} | {CHANGED} | {TAKEN, code}: a paper is that application's
local function advance_application(keys, args)
  local version, code, erase_at, last_paper = tonumber(args[1]), args[2], args[5], 6 + tonumber(args[9])
  if tonumber(redis.call('HGET', keys[1], 'version') or '0') ~= version then return { 'CHANGED' } end
  for i = 7, last_paper do
    local owner = redis.call('GET', keys[i])
    if owner and owner ~= code then return { 'TAKEN', owner } end
  end
  redis.call('HSET', keys[1], 'version', text_of(version + 1), 'sealed', args[8])
  redis.call('PEXPIREAT', keys[1], erase_at)
  redis.call('ZADD', keys[6], 'NX', erase_at, code)
  redis.call('ZREMRANGEBYRANK', keys[6], 0, -1 - MOST_OF_ONE)
  if redis.call('PEXPIRETIME', keys[6]) < tonumber(erase_at) then redis.call('PEXPIREAT', keys[6], erase_at) end
  redis.call('ZREM', keys[2], code)
  redis.call('ZREMRANGEBYSCORE', keys[3], '-inf', args[6])
  if args[4] ~= '0' then
    redis.call('ZADD', keys[3], args[4], code)
    if redis.call('PEXPIRETIME', keys[3]) < tonumber(erase_at) then redis.call('PEXPIREAT', keys[3], erase_at) end
  end
  for i = 7, last_paper do redis.call('SET', keys[i], code, 'PXAT', erase_at) end
  for i = last_paper + 1, #keys do
    if redis.call('GET', keys[i]) == code then redis.call('DEL', keys[i]) end
  end
  redis.call('XADD', keys[4], 'MAXLEN', '~', EVENTS_KEPT, '*', 'e', table.concat({ args[3], code }, ' '))
  for i = 10, #args do
    local is_back = string.sub(args[i], 1, 1) == '-'
    redis.call('HINCRBY', keys[5], args[7] .. ':' .. string.gsub(args[i], '^-', ''), is_back and -1 or 1)
  end
  return { 'OK' }
end
register('advance_application', advance_application)
