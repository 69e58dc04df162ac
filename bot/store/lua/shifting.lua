-- A date that is moved or given up as a whole, when the office has closed it.
-- {o<office>}:shift:<id>  hash, as long as the date on which the bookings are then; <id> is made from the operation
--   #       <old date>|<new date, "" for none>|<deadline_ms>|<chat>|<operation>
--   <code>  <moved, left, lapsed, released>|<session>|<pool>|<agreed, moved, cancelled, expired, "" for no answer>
-- {o<office>}:shifts      zset id -> deadline_ms: those with answers to come, as long as the last one
-- {o<office>}:untold      zset id -> instant of the shift: those whose people are to be told, as long as the last one
local MOST_SHIFTED = 2000
local MOST_ROWS = 20000 -- with what lapsed, was cancelled or moved on that date

-- The rows of a date that are held or booked, in the order of booking; nil when there are too many for one step.
local function active_rows(day_key)
  if redis.call('HLEN', day_key) > MOST_ROWS then return nil end
  local fields, active = redis.call('HGETALL', day_key), {}
  for i = 1, #fields, 2 do
    local row = string.sub(fields[i], 1, 1) ~= '#' and parsed_row(fields[i + 1])
    if row and (row.state == 'held' or row.state == 'booked') then
      row.code, row.order = fields[i], tonumber(row.at)
      active[#active + 1] = row
    end
  end
  table.sort(active, function(a, b)
    if a.order ~= b.order then return a.order < b.order end
    return a.code < b.code
  end)
  return #active <= MOST_SHIFTED and active or nil
end

local function minutes_of(session)
  local hour, minute = string.match(session, '^(%d+):(%d+)$')
  return tonumber(hour) * 60 + tonumber(minute)
end

-- The (session, pool, limit, "1": for everybody) of args[from...] in the order in which a row would like them, as
-- triples: its own pool first, the nearest session first; the pools of others only where they are for everybody.
local function wishes_of(row, args, from)
  local fitting = {}
  for i = from, #args, 4 do
    local is_own = args[i + 1] == row.pool
    if is_own or args[i + 3] == '1' then
      local distance = math.abs(minutes_of(args[i]) - minutes_of(row.session))
      fitting[#fitting + 1] = { rank = (is_own and 0 or 1440) + distance, at = i }
    end
  end
  table.sort(fitting, function(a, b)
    if a.rank ~= b.rank then return a.rank < b.rank end
    return a.at < b.at
  end)
  local wishes = {}
  for _, place in ipairs(fitting) do
    for part = 0, 2 do wishes[#wishes + 1] = args[place.at + part] end
  end
  return wishes
end

-- Gives a row the first free place of its wishes on the new date, if there is one, and leaves a trace on the old one.
local function carry_over(old_day, new_day, row, wishes, new_date)
  local there = read_row(new_day, row.code)
  if there and there.state ~= 'moved' then return 'left' end
  local session, pool = free_place(new_day, wishes, 1)
  if not session then return 'left' end
  count_place(old_day, row.session, row.pool, -1)
  leave_trace(old_day, row.code, row, new_date)
  row.session, row.pool = session, pool
  write_row(new_day, row.code, row)
  count_place(new_day, session, pool, 1)
  return 'moved'
end

local function drop_hold(ledger, day_key, back_key, row, now)
  row.ends = now
  lapse(ledger, day_key, back_key, row.code, row)
  return 'lapsed'
end

local function record_row(record, row, outcome)
  redis.call('HSET', record, row.code, table.concat({ outcome, row.session, row.pool, '' }, '|'))
end

-- Puts a shift on a list that lives as long as the last shift on it.
local function list(key, id, score, ends)
  redis.call('ZADD', key, score, id)
  redis.call('PEXPIREAT', key, text_of(math.max(ends, redis.call('PEXPIRETIME', key))))
end

-- shift: moves everybody who is booked on a date to another one, in the order of booking, in one step: to the same
-- session, else the nearest in time, else any; whoever finds no place stays. What is only held lapses. Once for each id.
-- KEYS[1] {o<office>}:day:<old date>  KEYS[2] {o<office>}:back:<old date>  KEYS[3] {o<office>}:events
-- KEYS[4] {o<office>}:figures:<month>  KEYS[5] {o<office>}:shift:<id>  KEYS[6] {o<office>}:calendar
-- KEYS[7] {o<office>}:untold  KEYS[8] {o<office>}:day:<new date>  KEYS[9] {o<office>}:back:<new date>
-- KEYS[10] {o<office>}:shifts
-- ARGV[1] chat  ARGV[2] operation  ARGV[3] now_ms  ARGV[4] old date  ARGV[5] today  ARGV[6] the calendar's version
-- ARGV[7] id  ARGV[8] new date  ARGV[9] erase_at_ms (of the new date)  ARGV[10] deadline_ms
-- ARGV[11...] session, pool, limit, "1" for a pool that is for everybody
-- returns {OK} | {TOO_MANY} | {AGAIN} | {CALENDAR}
local function shift(keys, args)
  local old_day, old_back, record, new_day, new_back = keys[1], keys[2], keys[5], keys[8], keys[9]
  local chat, operation, now, new_date, erase_at, deadline = args[1], args[2], args[3], args[8], args[9], args[10]
  if redis.call('EXISTS', record) == 1 then return { 'OK' } end
  if is_outdated(keys[6], args[6]) then return { 'CALENDAR' } end
  local leaving = { events = keys[3], figures = keys[4], day = args[4], today = args[5] }
  local coming = { events = keys[3], figures = keys[4], day = new_date, today = args[5] }
  if give_back(leaving, old_day, old_back, now) then return { 'AGAIN' } end
  if give_back(coming, new_day, new_back, now) then return { 'AGAIN' } end
  local rows = active_rows(old_day)
  if not rows then return { 'TOO_MANY' } end
  redis.call('HSET', record, '#', table.concat({ args[4], new_date, deadline, chat, operation }, '|'))
  redis.call('PEXPIREAT', record, erase_at)
  local wishes = {}
  for _, row in ipairs(rows) do
    local kind = row.session .. '|' .. row.pool
    wishes[kind] = wishes[kind] or wishes_of(row, args, 11)
    if row.state == 'held' then
      record_row(record, row, drop_hold(leaving, old_day, old_back, row, now))
    else
      row.last = signature(row, chat, operation)
      local outcome = carry_over(old_day, new_day, row, wishes[kind], new_date)
      if outcome == 'moved' then note(coming, 'moved', row.code) end
      record_row(record, row, outcome)
    end
  end
  redis.call('PEXPIREAT', new_day, erase_at)
  redis.call('PEXPIREAT', new_back, erase_at)
  list(keys[10], args[7], deadline, erase_at)
  list(keys[7], args[7], now, erase_at)
  return { 'OK' }
end
register('shift', shift)

-- vacate: gives up all bookings of a date that the office has closed, in one step; what is only held lapses. The places
-- are free at once, and are sold again only if the office opens the date again. Once for each id.
-- KEYS[1...7] and ARGV[1...7] as for shift
-- returns {OK} | {TOO_MANY} | {AGAIN} | {CALENDAR}
local function vacate(keys, args)
  local day_key, back_key, record = keys[1], keys[2], keys[5]
  local chat, operation, now = args[1], args[2], args[3]
  if redis.call('EXISTS', record) == 1 then return { 'OK' } end
  if is_outdated(keys[6], args[6]) then return { 'CALENDAR' } end
  local ledger = { events = keys[3], figures = keys[4], day = args[4], today = args[5] }
  if give_back(ledger, day_key, back_key, now) then return { 'AGAIN' } end
  local rows = active_rows(day_key)
  if not rows then return { 'TOO_MANY' } end
  redis.call('HSET', record, '#', table.concat({ args[4], '', '0', chat, operation }, '|'))
  local ends = math.max(now + WEEK_MS, redis.call('PEXPIRETIME', day_key))
  redis.call('PEXPIREAT', record, text_of(ends))
  list(keys[7], args[7], now, ends)
  for _, row in ipairs(rows) do
    if row.state == 'held' then
      record_row(record, row, drop_hold(ledger, day_key, back_key, row, now))
    else
      row.state, row.last = 'cancelled', signature(row, chat, operation)
      write_row(day_key, row.code, row)
      count_place(day_key, row.session, row.pool, -1)
      note(ledger, 'released', row.code)
      record_row(record, row, 'released')
    end
  end
  return { 'OK' }
end
register('vacate', vacate)
