-- What people ask the staff, sealed.
-- {o<office>}:inquiry:<id>   hash, 24 h; 7 days from when it is asked
--   op        the operation that kept it
--   chat      fingerprint of the chat it came from
--   what      sealed inquiry
--   asked     when it was asked, in ms
--   answered  the operation that answered it
--   by        sealed name of who did
-- {o<office>}:inquiries      zset, 7 days: those that wait for an answer. id -> asked
-- {o<office>}:talk:<chat>    string, 24 h: the staff have written to this chat, so what it says is for them

local function hand_to_staff(hash_key, open_key, id, now, lifetime)
  redis.call('HSET', hash_key, 'asked', now)
  redis.call('PEXPIRE', hash_key, lifetime)
  redis.call('ZREMRANGEBYSCORE', open_key, '-inf', now - lifetime)
  redis.call('ZADD', open_key, now, id)
  redis.call('PEXPIRE', open_key, lifetime)
end

-- inquiry_keep: keeps a message that may be asked; it is asked at once while the staff write with its chat.
-- KEYS[1] {o<office>}:inquiry:<id>  KEYS[2] {o<office>}:inquiries  KEYS[3] {o<office>}:talk:<chat>
-- ARGV[1] id  ARGV[2] operation  ARGV[3] chat  ARGV[4] sealed inquiry  ARGV[5] now_ms  ARGV[6] lifetime_ms
-- ARGV[7] lifetime_ms once asked
-- returns {OK, 1 when it is asked} | {TAKEN}: another message has this id
local function inquiry_keep(keys, args)
  local kept_by, asked = unpack(redis.call('HMGET', keys[1], 'op', 'asked'))
  if kept_by and kept_by ~= args[2] then return { 'TAKEN' } end
  if kept_by then return { 'OK', asked and 1 or 0 } end
  redis.call('HSET', keys[1], 'op', args[2], 'chat', args[3], 'what', args[4])
  redis.call('PEXPIRE', keys[1], args[6])
  if redis.call('EXISTS', keys[3]) == 0 then return { 'OK', 0 } end
  hand_to_staff(keys[1], keys[2], args[1], args[5], args[7])
  return { 'OK', 1 }
end
register('inquiry_keep', inquiry_keep)

-- inquiry_ask: hands a message that was kept to the staff. Again is harmless.
-- KEYS[1] {o<office>}:inquiry:<id>  KEYS[2] {o<office>}:inquiries
-- ARGV[1] id  ARGV[2] chat  ARGV[3] now_ms  ARGV[4] lifetime_ms
-- returns {OK, sealed inquiry} | {GONE}: there is none of this chat's
local function inquiry_ask(keys, args)
  local chat, what, asked = unpack(redis.call('HMGET', keys[1], 'chat', 'what', 'asked'))
  if chat ~= args[2] then return { 'GONE' } end
  if not asked then hand_to_staff(keys[1], keys[2], args[1], args[3], args[4]) end
  return { 'OK', what }
end
register('inquiry_ask', inquiry_ask)

-- inquiry_answer: lets one officer answer; the same operation again may again.
-- KEYS[1] {o<office>}:inquiry:<id>  KEYS[2] {o<office>}:inquiries
-- ARGV[1] id  ARGV[2] operation  ARGV[3] sealed name
-- returns {OK, sealed inquiry} | {DONE, sealed name of who did} | {GONE}
local function inquiry_answer(keys, args)
  local what, asked, answered, by = unpack(redis.call('HMGET', keys[1], 'what', 'asked', 'answered', 'by'))
  if not asked then return { 'GONE' } end
  if answered and answered ~= args[2] then return { 'DONE', by } end
  if not answered then
    redis.call('HSET', keys[1], 'answered', args[2], 'by', args[3])
    redis.call('ZREM', keys[2], args[1])
  end
  return { 'OK', what }
end
register('inquiry_answer', inquiry_answer)
