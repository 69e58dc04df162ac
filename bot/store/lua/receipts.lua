-- What a platform tells of the messages that it took, after they have left the outbox. An entry may have gone out as
-- several of them, its parts: it came as far as the last of them did, and has failed when one of them has.
-- {i<part>}:given:<id>             string, 7 days: "<entry id> <broadcast or nothing>" of a platform's message; told of
--                                  before `give`, 10 minutes: "- <rank> <reason>"
-- {i<part>}:parts:<chat>:<entry>   hash, 7 days: part:<id> -> rank, of each; rank -> of the entry; whole, once all are
--                                  out; reason, once one has failed; entry, while it may: "<lane> <account> <entry>"
-- {i<part>}:tally:<day>            hash "<account> <status>" -> entries that came so far; 8 days
local EARLY_MS = 600000
local READ, FAILED = 3, 4
local STATUSES = { 'sent', 'delivered', 'read', 'failed' } -- by rank; 0: taken

-- Whether a rank counts after another one: what was delivered has not failed.
local function is_further(rank, before)
  return rank > before and not (rank == FAILED and before > 1)
end

-- How far an entry came: nowhere while parts of it are not out.
local function rank_of(told)
  local rank = READ
  for name, value in pairs(told) do
    if string.find(name, '^part:') then rank = math.min(rank, tonumber(value)) end
  end
  if not told.whole then return 0 end
  return told.reason and FAILED or rank
end

-- Counts an entry that came further and forgets what it says; one that failed is parked, and its id there returned.
local function settle(parts_key, parked_key, tally_key, told_key, chat, account, now)
  local fields, told = redis.call('HGETALL', parts_key), {}
  for i = 1, #fields, 2 do told[fields[i]] = fields[i + 1] end
  local rank = rank_of(told)
  if rank <= tonumber(told.rank) then return nil end
  redis.call('HSET', parts_key, 'rank', rank)
  redis.call('HINCRBY', tally_key, account .. ' ' .. STATUSES[rank], 1)
  redis.call('PEXPIRE', tally_key, WEEK_MS + WEEK_MS / 7)
  if rank > 1 then redis.call('HDEL', parts_key, 'entry') end
  if rank < FAILED then return nil end
  if told_key then
    count_told(told_key, 'sent', '', -1)
    count_told(told_key, 'failed', told.reason, 1)
  end
  local lane, sender, entry = string.match(told.entry, '^(%d) (%S+) (.*)$')
  return put_aside(parked_key, chat, sender, told.reason, lane, now, entry)
end

-- Puts the messages beside those of the entry that are out, with what has been told of them already.
local function add_parts(parts_key, given, ids, mark)
  for i, given_key in ipairs(given) do
    local early = string.match(redis.call('GET', given_key) or '', '^%- (.*)$')
    local rank, reason = string.match(early or '0 ', '^(%d) (.*)$')
    redis.call('HSET', parts_key, 'part:' .. ids[i], rank)
    if tonumber(rank) == FAILED then redis.call('HSETNX', parts_key, 'reason', reason) end
    redis.call('SET', given_key, mark, 'PX', WEEK_MS)
  end
end

-- give: remembers the messages as which an entry went out, so that it can be parked when it is told to have failed.
-- KEYS[1] {i<part>}:out<lane>:<chat>  KEYS[2] {i<part>}:sending<lane>:<account>  KEYS[3] {i<part>}:parts:<chat>:<entry>
-- KEYS[4] {i<part>}:parked  KEYS[5] {i<part>}:tally:<day>  KEYS[6...] {i<part>}:given:<id> of each message, then
--   {i<part>}:told:<broadcast>, where it is counted
-- ARGV[1] chat  ARGV[2] token  ARGV[3] lane  ARGV[4] account  ARGV[5] now_ms  ARGV[6] the entry's place, from 0
-- ARGV[7] 1: nothing of it is out yet that counts  ARGV[8] 1: all of it is out now  ARGV[9] what `given` is to hold
-- ARGV[10...] the messages' ids
-- returns {OK} | {LOST} | {PARKED, id}: one had been told to have failed already
local function give(keys, args)
  local out_key, sending_key, parts_key, parked_key, tally_key = unpack(keys)
  local chat, token, lane, account, now, place, is_first, is_whole, mark = unpack(args)
  if not holds(sending_key, chat, token) then return { 'LOST' } end
  local entry, ids = redis.call('LINDEX', out_key, place), { unpack(args, 10) }
  if not entry or redis.call('HEXISTS', parts_key, 'part:' .. ids[#ids]) == 1 then return { 'OK' } end
  if is_first == '1' then redis.call('DEL', parts_key) end
  redis.call('HSETNX', parts_key, 'rank', 0)
  redis.call('HSET', parts_key, 'entry', lane .. ' ' .. account .. ' ' .. entry)
  add_parts(parts_key, { unpack(keys, 6, 5 + #ids) }, ids, mark)
  if is_whole == '1' then redis.call('HSET', parts_key, 'whole', 1) end
  redis.call('PEXPIRE', parts_key, WEEK_MS)
  local parked = settle(parts_key, parked_key, tally_key, keys[6 + #ids], chat, account, now)
  return parked and { 'PARKED', parked } or { 'OK' }
end
register('give', give)

-- report: takes what is told of a message. The furthest counts, in whatever order and however often it is told.
-- KEYS[1] {i<part>}:given:<id>  KEYS[2] {i<part>}:parts:<chat>:<entry>  KEYS[3] {i<part>}:parked
-- KEYS[4] {i<part>}:tally:<day>  KEYS[5] {i<part>}:told:<broadcast>, where it is counted
-- ARGV[1] chat  ARGV[2] id  ARGV[3] what KEYS[1] held when the other keys were named  ARGV[4] rank  ARGV[5] reason
-- ARGV[6] account  ARGV[7] now_ms
-- returns {OK} | {OLD} | {AGAIN}: KEYS[1] holds something else | {PARKED, id}
local function report(keys, args)
  local given_key, parts_key, parked_key, tally_key, told_key = unpack(keys)
  local chat, id, given, rank, reason, account, now = unpack(args)
  if (redis.call('GET', given_key) or '') ~= given then return { 'AGAIN' } end
  local is_early = given == '' or string.find(given, '^%- ') ~= nil
  local before = is_early and (string.match(given, '^%- (%d)') or '0') or redis.call('HGET', parts_key, 'part:' .. id)
  if not before or not is_further(tonumber(rank), tonumber(before)) then return { 'OLD' } end
  if is_early then
    redis.call('SET', given_key, '- ' .. rank .. ' ' .. reason, 'PX', EARLY_MS)
    return { 'OK' }
  end
  redis.call('HSET', parts_key, 'part:' .. id, rank)
  if tonumber(rank) == FAILED then redis.call('HSETNX', parts_key, 'reason', reason) end
  local parked = settle(parts_key, parked_key, tally_key, told_key, chat, account, now)
  return parked and { 'PARKED', parked } or { 'OK' }
end
register('report', report)
