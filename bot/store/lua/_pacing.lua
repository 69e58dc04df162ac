-- Shared: token buckets, kept as the instant at which the bucket will be full again (GCRA). The key lives until then.
local function full_at(pace_key, now)
  return math.max(tonumber(redis.call('GET', pace_key) or '0'), now)
end

-- The earliest instant at which one more may go; `interval` 0 means no limit.
local function allowed_at(pace_key, now, burst, interval)
  if interval == 0 then return now end
  return math.max(now, full_at(pace_key, now) - (burst - 1) * interval)
end

local function spend(pace_key, now, interval, count)
  if interval == 0 or count == 0 then return end
  local full = full_at(pace_key, now) + count * interval
  redis.call('SET', pace_key, text_of(full), 'PX', text_of(math.ceil(full - now)))
end
