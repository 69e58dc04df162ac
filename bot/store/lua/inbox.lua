-- The inbox of one of the 64 parts of the road. Chats are named by a keyed fingerprint; what they wrote is sealed.
-- {i<part>}:seen:<chat>  zset, 48 h: message -> its number. Numbers grow in a chat: arrival in ms, made unique.
-- {i<part>}:in:<chat>    list: "<number> <sealed event>", first come first; empty = gone. No lifetime: accepted
--                        means that it will be answered, however long the workers are away.
-- {i<part>}:ready        zset chat -> ready since; empty = gone, no lifetime for the same reason
-- {i<part>}:leased       zset chat -> end of the lease, which is also the lease's token: a later lease of the same
--                        chat always ends later. Empty = gone.
-- {i<part>}:rate:<chat>  string, until the bucket is full again: the sender has been warned

-- A message's number within its chat, and whether it is within the sender's rate: 'ok', 'warn' (the first one over
-- it) or 'drop'. The token bucket is filled up from the messages of as long as it takes to fill: it needs no key.
local function rated(seen_key, rate_key, now, burst, refill)
  local recent = redis.call('ZRANGEBYSCORE', seen_key, text_of(now - burst * refill), '+inf', 'WITHSCORES')
  local full, number = 0, now
  for i = 2, #recent, 2 do
    local at = tonumber(recent[i])
    full, number = math.max(full, at) + refill, math.max(now, at + 1)
  end
  if refill == 0 or full - now <= (burst - 1) * refill then return 'ok', number end
  local is_first = redis.call('SET', rate_key, '', 'NX', 'PX', text_of(math.ceil(full - now)))
  return is_first and 'warn' or 'drop', number
end

-- Remembers a message for 48 h.
local function remember(seen_key, message, number, now)
  redis.call('ZADD', seen_key, text_of(number), message)
  redis.call('ZREMRANGEBYSCORE', seen_key, '-inf', text_of(now - TWO_DAYS_MS))
  redis.call('PEXPIRE', seen_key, TWO_DAYS_MS)
end

-- The answer to an accept that was sent again because the first answer got lost: its own sealed event is the last.
local function accepted_before(in_key, leased_key, profile_key, args)
  local flood, number, sealed = string.match(redis.call('LINDEX', in_key, -1) or '', '^(!?)(%d+) (.*)$')
  if sealed ~= args[3] then return nil end
  local token, kept = tonumber(args[4]) + tonumber(args[5]), redis.call('ZSCORE', leased_key, args[1])
  local is_leased = kept and tonumber(kept) == token
  token = is_leased and text_of(token) or '0'
  return { flood == '!' and 'WARN' or 'OK', number, token, is_leased and redis.call('GET', profile_key) or '' }
end

-- accept: takes a message in, once; the platform is told "received" only after this.
-- KEYS[1] {i<part>}:seen:<chat>  KEYS[2] {i<part>}:in:<chat>  KEYS[3] {i<part>}:ready
-- KEYS[4] {i<part>}:leased       KEYS[5] {i<part>}:rate:<chat>  KEYS[6] {i<part>}:who:<chat>
-- ARGV[1] chat  ARGV[2] message (fingerprint)  ARGV[3] sealed event  ARGV[4] now_ms
-- ARGV[5] lease_ms: > 0 leases the chat to the caller at once if it is idle  ARGV[6] burst  ARGV[7] refill_ms, 0 = no limit
-- ARGV[8] channel on which other processes are woken  ARGV[9] part
-- returns {OK | WARN, number, lease token or 0, profile of the leased chat or ""} | {SEEN} | {DROPPED}
local function accept(keys, args)
  local seen_key, in_key, ready_key, leased_key, rate_key = keys[1], keys[2], keys[3], keys[4], keys[5]
  local chat, message, now, lease = args[1], args[2], tonumber(args[4]), tonumber(args[5])
  if redis.call('ZSCORE', seen_key, message) then
    return accepted_before(in_key, leased_key, keys[6], args) or { 'SEEN' }
  end
  local verdict, number = rated(seen_key, rate_key, now, tonumber(args[6]), tonumber(args[7]))
  if verdict == 'drop' then return { 'DROPPED' } end
  remember(seen_key, message, number, now)
  number = text_of(number)
  local waiting = redis.call('RPUSH', in_key, (verdict == 'warn' and '!' or '') .. number .. ' ' .. args[3])
  local token, profile = '0', ''
  if not redis.call('ZSCORE', leased_key, chat) then
    if lease > 0 and waiting == 1 then
      token, profile = text_of(now + lease), redis.call('GET', keys[6]) or ''
      redis.call('ZADD', leased_key, token, chat)
    else
      redis.call('ZADD', ready_key, 'NX', args[4], chat)
      redis.call('PUBLISH', args[8], args[9])
    end
  end
  return { verdict == 'warn' and 'WARN' or 'OK', number, token, profile }
end
register('accept', accept)

-- lease: gives some ready chats to a worker until a deadline; chats whose lease has run out are ready again.
-- KEYS[1] {i<part>}:ready  KEYS[2] {i<part>}:leased
-- ARGV[1] most chats  ARGV[2] now_ms  ARGV[3] lease_ms
-- returns {token, chat, ...}
local function lease(keys, args)
  local ready_key, leased_key, most, now = keys[1], keys[2], tonumber(args[1]), tonumber(args[2])
  for _, chat in ipairs(redis.call('ZRANGEBYSCORE', leased_key, '-inf', args[2], 'LIMIT', 0, most)) do
    redis.call('ZREM', leased_key, chat)
    redis.call('ZADD', ready_key, 'NX', args[2], chat)
  end
  local token = text_of(now + tonumber(args[3]))
  local got = { token }
  local popped = redis.call('ZPOPMIN', ready_key, most)
  for i = 1, #popped, 2 do
    redis.call('ZADD', leased_key, token, popped[i])
    got[#got + 1] = popped[i]
  end
  return got
end
register('lease', lease)

-- release_chat: ends a lease without having handled anything, so that the chat is ready again at once.
-- KEYS[1] {i<part>}:ready  KEYS[2] {i<part>}:leased  KEYS[3] {i<part>}:in:<chat>
-- ARGV[1] chat  ARGV[2] token  ARGV[3] now_ms
-- returns {OK} | {LOST}
local function release_chat(keys, args)
  local token = redis.call('ZSCORE', keys[2], args[1])
  if not token or tonumber(token) ~= tonumber(args[2]) then return { 'LOST' } end
  redis.call('ZREM', keys[2], args[1])
  if redis.call('EXISTS', keys[3]) == 1 then redis.call('ZADD', keys[1], 'NX', args[3], args[1]) end
  return { 'OK' }
end
register('release_chat', release_chat)
