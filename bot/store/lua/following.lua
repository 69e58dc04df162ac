-- What is remembered of those who follow their place in line. No names: codes and numbers of a day.
-- {o<office>}:following:<yyyymmdd>  hash, two days:
--   <code>:alarm    how many may be before somebody when they want to be told
--   <number>:card   the idempotency key of the message about a ticket that is kept up to date
--   <number>:told   the alarm that was given for a ticket

-- follow: notes one field. Again is harmless.
-- KEYS[1] {o<office>}:following:<yyyymmdd>
-- ARGV[1] field  ARGV[2] value  ARGV[3] ends_ms
-- returns {OK}
local function follow(keys, args)
  redis.call('HSET', keys[1], args[1], args[2])
  redis.call('PEXPIREAT', keys[1], args[3])
  return { 'OK' }
end
register('follow', follow)
