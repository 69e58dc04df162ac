-- look: counts the places taken on some dates, after giving back what has run out.
-- KEYS[1] {o<office>}:events  KEYS[2] {o<office>}:figures:<month>  KEYS[3] {o<office>}:calendar
-- KEYS[4...] {o<office>}:day:<date>, {o<office>}:back:<date>: two for each date, 62 dates at the most
-- ARGV[1] now_ms  ARGV[2] today  ARGV[3] the calendar's version  ARGV[4] n, the number of dates
-- ARGV[5 ... 4+n] the dates  ARGV[5+n ...] counters "#<session>|<pool>"
-- returns n lists with a number for each counter (nil: none taken) | {AGAIN} | {CALENDAR}
local function look(keys, args)
  local now, today, dates = args[1], args[2], tonumber(args[4])
  if is_outdated(keys[3], args[3]) then return { 'CALENDAR' } end
  local counters = {}
  for i = 5 + dates, #args do counters[#counters + 1] = args[i] end
  local taken = {}
  for n = 1, dates do
    local day_key, back_key = keys[2 + 2 * n], keys[3 + 2 * n]
    local ledger = { events = keys[1], figures = keys[2], day = args[4 + n], today = today }
    if give_back(ledger, day_key, back_key, now) then return { 'AGAIN' } end
    taken[n] = redis.call('HMGET', day_key, unpack(counters))
  end
  return taken
end
register('look', look)

-- row: reads one booking. A place whose time has run out is told as it will be given back: lapsed.
-- KEYS[1] {o<office>}:day:<date>
-- ARGV[1] code  ARGV[2] now_ms
-- returns {state, session, pool, chat, at, until, approval, tries, last, sealed} | {}; a booking in state `moved` is
--   on the date that stands in place of its deadline
local function row(keys, args)
  local kept = read_row(keys[1], args[1])
  if not kept then return {} end
  if kept.state == 'held' and tonumber(kept.ends) <= tonumber(args[2]) then kept.state = 'lapsed' end
  return {
    kept.state, kept.session, kept.pool, kept.chat, kept.at,
    kept.ends, kept.approval, text_of(kept.tries), kept.last, kept.sealed,
  }
end
register('row', row)

-- recount: compares the counters of a date with its rows and its places on the way back.
-- KEYS[1] {o<office>}:day:<date>  KEYS[2] {o<office>}:back:<date>
-- returns a list of "<session>|<pool> <counter> <counted>" that differ, and of "<code> <what is wrong>"
local function recount(keys)
  local counted, counters, wrong = {}, {}, {}
  local fields = redis.call('HGETALL', keys[1])
  for i = 1, #fields, 2 do
    if string.sub(fields[i], 1, 1) == '#' then
      counters[string.sub(fields[i], 2)] = tonumber(fields[i + 1])
    else
      local state, session, pool = string.match(fields[i + 1], '^([%a_]+)|([^|]*)|([^|]*)|')
      local waits = redis.call('ZSCORE', keys[2], fields[i])
      if state == 'held' or state == 'booked' or state == 'arrived' or state == 'no_show' then
        counted[session .. '|' .. pool] = (counted[session .. '|' .. pool] or 0) + 1
      end
      if (state == 'held') ~= (waits and true or false) then
        wrong[#wrong + 1] = fields[i] .. ' is ' .. state .. (waits and ' but has' or ' but has no') .. ' deadline'
      end
    end
  end
  for _, member in ipairs(redis.call('ZRANGE', keys[2], 0, -1)) do
    local session, pool = string.match(member, '^%-([^|]*)|([^|]*)|')
    if session then counted[session .. '|' .. pool] = (counted[session .. '|' .. pool] or 0) + 1 end
  end
  for place, count in pairs(counted) do counters[place] = counters[place] or 0 end
  for place, count in pairs(counters) do
    if count ~= (counted[place] or 0) then
      wrong[#wrong + 1] = place .. ' ' .. text_of(count) .. ' ' .. text_of(counted[place] or 0)
    end
  end
  return wrong
end
register('recount', recount)
