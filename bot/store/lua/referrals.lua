-- Referral letters of the emergency service. A letter's number is its place in its year's list, so none is left out
-- or given twice.
-- {o<office>}:referrals:<year>   list of ids, two years from its last one on
-- {o<office>}:referral:<id>      hash, until the letter's end below: number, day, until, sealed text; withdrawn: when;
--                                copies: how many; copy:<operation>: which of them an operation made
-- {o<office>}:referral-of:<case> string, while the letter holds: id of the one that the case has

-- issue_referral: makes out the letter of a case, once; a case that has one gets no second.
-- KEYS[1] {o<office>}:referrals:<year>  KEYS[2] {o<office>}:referral:<id>  KEYS[3] {o<office>}:referral-of:<case>
-- ARGV[1] id, made from the operation  ARGV[2] day  ARGV[3] until  ARGV[4] sealed text  ARGV[5] over_at_ms
-- ARGV[6] erase_at_ms  ARGV[7] erase_at_ms of the year's list
-- returns {OK, id} | {HAS, id}
local function issue_referral(keys, args)
  local year_key, letter_key, case_key, id = keys[1], keys[2], keys[3], args[1]
  if redis.call('EXISTS', letter_key) == 1 then return { 'OK', id } end
  local held = redis.call('GET', case_key)
  if held then return { 'HAS', held } end
  local number = redis.call('RPUSH', year_key, id)
  redis.call('PEXPIREAT', year_key, args[7])
  redis.call('HSET', letter_key, 'number', number, 'day', args[2], 'until', args[3], 'sealed', args[4])
  redis.call('PEXPIREAT', letter_key, args[6])
  redis.call('SET', case_key, id, 'PXAT', args[5])
  return { 'OK', id }
end
register('issue_referral', issue_referral)

-- copy_referral: counts a copy of a letter, once for an operation.
-- KEYS[1] {o<office>}:referral:<id>
-- ARGV[1] operation
-- returns {OK, which copy} | {GONE}
local function copy_referral(keys, args)
  local letter_key, field = keys[1], 'copy:' .. args[1]
  if redis.call('EXISTS', letter_key) == 0 then return { 'GONE' } end
  local known = redis.call('HGET', letter_key, field)
  if known then return { 'OK', tonumber(known) } end
  local copy = redis.call('HINCRBY', letter_key, 'copies', 1)
  redis.call('HSET', letter_key, field, copy)
  return { 'OK', copy }
end
register('copy_referral', copy_referral)

-- withdraw_referral: ends a letter; its case can get another one, with another number. Again is harmless.
-- KEYS[1] {o<office>}:referral:<id>  KEYS[2] {o<office>}:referral-of:<case>
-- ARGV[1] id  ARGV[2] now_ms
-- returns {OK} | {GONE}
local function withdraw_referral(keys, args)
  local letter_key, case_key, id = keys[1], keys[2], args[1]
  if redis.call('EXISTS', letter_key) == 0 then return { 'GONE' } end
  redis.call('HSETNX', letter_key, 'withdrawn', args[2])
  if redis.call('GET', case_key) == id then redis.call('DEL', case_key) end
  return { 'OK' }
end
register('withdraw_referral', withdraw_referral)
