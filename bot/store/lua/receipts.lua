-- What a platform tells of the messages that it took, after they have left the outbox.
-- {i<part>}:given:<id>   string "<rank> <rest>", 7 days; ranks: 0 taken, 1 sent, 2 delivered, 3 read, 4 failed.
--                        The rest is "<lane> <account> <entry>" while the message may still fail. Told of before
--                        `give`, it lives 10 minutes, and the rest of a 4 is the reason.
-- {i<part>}:tally:<day>  hash "<account> <status>" -> messages that came so far; 8 days
local EARLY_MS = 600000

local function known(given_key)
  local rank, rest = string.match(redis.call('GET', given_key) or '0', '^(%d) ?(.*)$')
  return tonumber(rank), rest
end

-- give: remembers a message that the platform took, so that it can be parked when it is told to have failed.
-- KEYS[1] {i<part>}:out<lane>:<chat>  KEYS[2] {i<part>}:sending<lane>:<account>  KEYS[3] {i<part>}:given:<id>
-- KEYS[4] {i<part>}:parked
-- ARGV[1] chat  ARGV[2] token  ARGV[3] lane  ARGV[4] account  ARGV[5] now_ms  ARGV[6] its place in the list, from 0
-- returns {OK} | {LOST} | {PARKED, id}: it had been told to have failed already
local function give(keys, args)
  local out_key, sending_key, given_key, parked_key = unpack(keys)
  local chat, token, lane, account, now, place = unpack(args)
  if not holds(sending_key, chat, token) then return { 'LOST' } end
  local entry = redis.call('LINDEX', out_key, place)
  local rank, reason = known(given_key)
  if not entry or (rank > 1 and (rank < 4 or reason == '')) then return { 'OK' } end
  if rank == 4 then
    redis.call('SET', given_key, '4', 'PX', WEEK_MS)
    return { 'PARKED', put_aside(parked_key, chat, account, reason, lane, now, entry) }
  end
  redis.call('SET', given_key, rank .. ' ' .. lane .. ' ' .. account .. ' ' .. entry, 'PX', WEEK_MS)
  return { 'OK' }
end
register('give', give)

-- report: takes what is told of a message. The furthest counts, in whatever order and however often it is told; what
-- was delivered has not failed.
-- KEYS[1] {i<part>}:given:<id>  KEYS[2] {i<part>}:parked  KEYS[3] {i<part>}:tally:<day>
-- ARGV[1] chat  ARGV[2] rank  ARGV[3] now_ms  ARGV[4] reason  ARGV[5] field of the tally
-- returns {OK} | {OLD} | {PARKED, id}
local function report(keys, args)
  local given_key, parked_key, tally_key = unpack(keys)
  local chat, rank, now, reason, field = unpack(args)
  local before, rest = known(given_key)
  if tonumber(rank) <= before or (rank == '4' and before > 1) then return { 'OLD' } end
  redis.call('HINCRBY', tally_key, field, 1)
  redis.call('PEXPIRE', tally_key, WEEK_MS + WEEK_MS / 7)
  local lane, account, entry = string.match(rest, '^(%d) (%S+) (.*)$')
  local value = rank
  if rank == '1' and entry then value = rank .. ' ' .. rest end
  if rank == '4' and not entry then value = rank .. ' ' .. reason end
  if redis.call('EXISTS', given_key) == 1 then
    redis.call('SET', given_key, value, 'KEEPTTL')
  else
    redis.call('SET', given_key, value, 'PX', EARLY_MS)
  end
  if rank ~= '4' or not entry then return { 'OK' } end
  return { 'PARKED', put_aside(parked_key, chat, account, reason, lane, now, entry) }
end
register('report', report)
