local YEAR_MS = 365 * 24 * 3600 * 1000

local function keep_profile(key, sealed)
  if sealed == '-' then redis.call('DEL', key) end
  if #sealed > 1 then redis.call('SET', key, sealed, 'PX', text_of(YEAR_MS)) end
end

-- The answer to a finish that was sent again because the first answer got lost: its last entry is there already.
local function finished_before(keys, args, token)
  if #args < 11 or redis.call('LINDEX', keys[4], -1) ~= args[#args] then return nil end
  local kept = redis.call('ZSCORE', keys[6], args[1])
  return { 'OK', redis.call('LLEN', keys[1]), kept and tonumber(kept) == tonumber(token) and token or '0' }
end

-- finish: the handled messages leave the inbox and their replies enter the outbox, in one step.
-- KEYS[1] {i<part>}:in:<chat>  KEYS[2] {i<part>}:ready  KEYS[3] {i<part>}:leased
-- KEYS[4] {i<part>}:out0:<chat>  KEYS[5] {i<part>}:due0:<account>  KEYS[6] {i<part>}:sending0:<account>
-- KEYS[7] {i<part>}:pace:<chat>  KEYS[8] {i<part>}:who:<chat>  string, a year: what is remembered of the chat
-- ARGV[1] chat  ARGV[2] lease token  ARGV[3] how many were handled  ARGV[4] now_ms
-- ARGV[5] hold_ms: > 0 gives the replies to the caller, who sends for this account, if nothing is before them and the
--   chat's pace lets them go
-- ARGV[6] burst  ARGV[7] interval_ms of the chat's pace (0 = none)
-- ARGV[8] channel on which other processes are woken  ARGV[9] part
-- ARGV[10] profile, sealed; "" = as it is, "-" = forget it  ARGV[11...] entries, see _outbox.lua
-- returns {OK, messages still waiting, hold token or 0} | {LOST}
local function finish(keys, args)
  local in_key, ready_key, leased_key, out_key, due_key, sending_key = unpack(keys)
  local chat, now, hold = args[1], tonumber(args[4]), tonumber(args[5])
  local token = text_of(now + hold)
  if not holds(leased_key, chat, args[2]) then return finished_before(keys, args, token) or { 'LOST' } end
  redis.call('LTRIM', in_key, args[3], -1)
  redis.call('ZREM', leased_key, chat)
  local waiting = redis.call('LLEN', in_key)
  if waiting > 0 then redis.call('ZADD', ready_key, 'NX', args[4], chat) end
  keep_profile(keys[8], args[10])
  if #args < 11 then return { 'OK', waiting, '0' } end
  local length = redis.call('RPUSH', out_key, unpack(args, 11))
  redis.call('PEXPIRE', out_key, WEEK_MS)
  local at = allowed_at(keys[7], now, tonumber(args[6]), tonumber(args[7]))
  if hold > 0 and at <= now and length == #args - 10 and not redis.call('ZSCORE', sending_key, chat) then
    redis.call('ZADD', sending_key, token, chat)
    redis.call('PEXPIRE', sending_key, WEEK_MS)
    return { 'OK', waiting, token }
  end
  make_due(due_key, sending_key, chat, at)
  redis.call('PUBLISH', args[8], args[9])
  return { 'OK', waiting, '0' }
end
register('finish', finish)

-- enqueue: puts a message of a job or of another chat's handler into the outbox, once for each ledger key.
-- KEYS[1] {i<part>}:sent:<ledger>  string, 48 h: "" until sent, then the platform's id
-- KEYS[2] {i<part>}:out<lane>:<chat>  KEYS[3] {i<part>}:due<lane>:<account>
-- KEYS[4] {i<part>}:sending<lane>:<account>  KEYS[5] {i<part>}:pace:<chat>
-- ARGV[1] chat  ARGV[2] now_ms  ARGV[3] burst  ARGV[4] interval_ms  ARGV[5] wake channel  ARGV[6] part  ARGV[7] entry
-- returns {OK} | {SEEN, platform's id or ""}
local function enqueue(keys, args)
  local sent_key, out_key, due_key, sending_key, pace_key = unpack(keys)
  local now = tonumber(args[2])
  if not redis.call('SET', sent_key, '', 'NX', 'PX', TWO_DAYS_MS) then
    return { 'SEEN', redis.call('GET', sent_key) }
  end
  redis.call('RPUSH', out_key, args[7])
  redis.call('PEXPIRE', out_key, WEEK_MS)
  make_due(due_key, sending_key, args[1], allowed_at(pace_key, now, tonumber(args[3]), tonumber(args[4])))
  redis.call('PUBLISH', args[5], args[6])
  return { 'OK' }
end
register('enqueue', enqueue)

-- take: gives some due chats of an account to its sender until a deadline, and tells the next instant to look.
-- KEYS[1] {i<part>}:due<lane>:<account>  KEYS[2] {i<part>}:sending<lane>:<account>
-- ARGV[1] most chats  ARGV[2] now_ms  ARGV[3] hold_ms
-- returns {token, next_ms or 0, stranded, chat, ...}: the first `stranded` chats were in the hands of a sender that
-- is gone; their first message may have been delivered
local function take(keys, args)
  local due_key, sending_key, most, now = keys[1], keys[2], tonumber(args[1]), tonumber(args[2])
  local token = text_of(now + tonumber(args[3]))
  local stranded = redis.call('ZRANGEBYSCORE', sending_key, '-inf', args[2], 'LIMIT', 0, most)
  local due = redis.call('ZRANGEBYSCORE', due_key, '-inf', args[2], 'LIMIT', 0, most - #stranded)
  local got = { token, '0', #stranded }
  for _, chat in ipairs(stranded) do
    redis.call('ZADD', sending_key, token, chat)
    got[#got + 1] = chat
  end
  for _, chat in ipairs(due) do
    redis.call('ZREM', due_key, chat)
    redis.call('ZADD', sending_key, token, chat)
    got[#got + 1] = chat
  end
  if #got > 3 then redis.call('PEXPIRE', sending_key, WEEK_MS) end
  local next_due = redis.call('ZRANGE', due_key, 0, 0, 'WITHSCORES')
  local next_end = redis.call('ZRANGE', sending_key, 0, 0, 'WITHSCORES')
  got[2] = text_of(math.min(tonumber(next_due[2] or token), tonumber(next_end[2] or token)))
  if not next_due[2] and not next_end[2] then got[2] = '0' end
  return got
end
register('take', take)

-- head: reads the messages that a held chat is to get next, and when the person wrote last.
-- KEYS[1] {i<part>}:out<lane>:<chat>  KEYS[2] {i<part>}:tries<lane>:<chat>  KEYS[3] {i<part>}:seen:<chat>
-- ARGV[1] most messages
-- returns {attempts so far, parts of the first message already delivered, heard_ms or 0, entry, ...}
local function head(keys, args)
  local attempts, done = string.match(redis.call('GET', keys[2]) or '0 0', '^(%d+) (%d+)$')
  local heard = redis.call('ZRANGE', keys[3], -1, -1, 'WITHSCORES')[2] or '0'
  return { attempts, done, heard, unpack(redis.call('LRANGE', keys[1], 0, tonumber(args[1]) - 1)) }
end
register('head', head)
