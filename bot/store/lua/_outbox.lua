-- Shared: the outbox of one of the 64 parts of the road, in two lanes (0 replies, 1 bulk) per account.
-- {i<part>}:out<lane>:<chat>        list of "<entry id> <ledger> <sealed reply>", in the order of sending; 7 days
-- {i<part>}:due<lane>:<account>     zset chat -> earliest instant of its next message; 7 days after the last
-- {i<part>}:sending<lane>:<account> zset chat -> end of the sender's hold on it, which is its token; 7 days
-- {i<part>}:pace:<chat>             string, see _pacing.lua
-- {i<part>}:told:<broadcast>        hash, 30 days from the last: sent, failed, unknown and "!<reason>" -> how many
-- An account that nobody has served for 7 days loses what was meant for it; by then it was worthless.

-- Makes a chat due that has something to say, unless it is due or being served already.
local function make_due(due_key, sending_key, chat, at)
  if redis.call('ZSCORE', sending_key, chat) then return end
  redis.call('ZADD', due_key, 'NX', text_of(at), chat)
  redis.call('PEXPIRE', due_key, WEEK_MS)
end

-- Whether a lease or a sender's hold is still the one that the token was given for.
local function holds(sending_key, chat, token)
  local kept = redis.call('ZSCORE', sending_key, chat)
  return kept and tonumber(kept) == tonumber(token)
end

-- Ends a sender's hold on a chat; what is left becomes due at `at`.
local function let_go(out_key, due_key, sending_key, chat, at)
  redis.call('ZREM', sending_key, chat)
  if redis.call('EXISTS', out_key) == 1 then make_due(due_key, sending_key, chat, at) end
end

-- Puts a message on the operator's list; returns its id there.
local function put_aside(parked_key, chat, account, reason, lane, now, entry)
  local id = redis.call('XADD', parked_key, 'MAXLEN', '~', 1000, '*',
    'chat', chat, 'account', account, 'reason', reason, 'lane', lane, 'at', now, 'entry', entry)
  redis.call('PEXPIRE', parked_key, 30 * 24 * 3600 * 1000)
  return id
end

-- Counts a message of a broadcast that has left the outbox as `what`, or (by -1) no more; a failed one by its reason.
local function count_told(told_key, what, reason, by)
  redis.call('HINCRBY', told_key, what, by)
  if what == 'failed' then redis.call('HINCRBY', told_key, '!' .. reason, by) end
  redis.call('PEXPIRE', told_key, 30 * 24 * 3600 * 1000)
end
