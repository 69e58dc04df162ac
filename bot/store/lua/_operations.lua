-- Shared: an operation (one message of one chat) has its effect once. A chat's messages are handled in order,
-- so its last answer is enough: the same number again gives the same answer, an older one is refused.
-- The key is {o<office>}:op:<chat>, "<number> <msgpack of the answer>", 48 h.
local function answered(op_key, number)
  local kept = redis.call('GET', op_key)
  if not kept then return nil end
  local space = string.find(kept, ' ', 1, true)
  local last = tonumber(string.sub(kept, 1, space - 1))
  if last < tonumber(number) then return nil end
  if last > tonumber(number) then return { 'STALE' } end
  return cmsgpack.unpack(string.sub(kept, space + 1))
end

local function remember(op_key, number, answer)
  redis.call('SET', op_key, number .. ' ' .. cmsgpack.pack(answer), 'PX', TWO_DAYS_MS)
  return answer
end
