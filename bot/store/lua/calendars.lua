-- The calendar of an office: what its staff have changed of the configuration.
-- {o<office>}:calendar              hash, no lifetime: it is the office's, and holds nobody's data
--   version   grows by one with each change; every function that sells a place compares it
--   body      all of it, packed; past dates are dropped with the next change
-- {o<office>}:calendar:<operation>  string, 48 h: what this operation changed, packed
local MOST_TOLD = 1000 -- characters of a change in the audit stream

-- calendar: reads an office's calendar, and what an operation has already changed of it.
-- KEYS[1] {o<office>}:calendar  KEYS[2] {o<office>}:calendar:<operation>
-- returns {body, done}, "" for what is not there
local function calendar(keys)
  return { redis.call('HGET', keys[1], 'body') or '', redis.call('GET', keys[2]) or '' }
end
register('calendar', calendar)

-- change_calendar: puts a new calendar in the place of the one that it was made from, once for each operation.
-- KEYS[1] {o<office>}:calendar  KEYS[2] {o<office>}:calendar:<operation>  KEYS[3] {o<office>}:events
-- ARGV[1] the version it was made from  ARGV[2] the new version  ARGV[3] body  ARGV[4] what the operation changed
-- ARGV[5] the same in words  ARGV[6] pub/sub channel of all processes, told which office  ARGV[7] office
-- returns {OK} | {CALENDAR}: somebody else was faster, or it has been done
local function change_calendar(keys, args)
  if redis.call('EXISTS', keys[2]) == 1 or is_outdated(keys[1], args[1]) then return { 'CALENDAR' } end
  redis.call('HSET', keys[1], 'version', args[2], 'body', args[3])
  redis.call('SET', keys[2], args[4], 'PX', TWO_DAYS_MS)
  redis.call('XADD', keys[3], 'MAXLEN', '~', EVENTS_KEPT, '*',
    'e', 'calendar ' .. args[2], 'what', string.sub(args[5], 1, MOST_TOLD))
  redis.call('PUBLISH', args[6], args[7])
  return { 'OK' }
end
register('change_calendar', change_calendar)
