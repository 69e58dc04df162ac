-- How a person leaves a desk: not there, sent elsewhere, or done.
-- {o<office>}:services  hash, 90 days:
--   <lane>:<hour>      the seconds at the desk of the last people, by spaces; with a p of those with priority
--   <lane>:today       the date, and <hour>-<seconds> of the last people of that date
local SERVICES_KEPT, OF_TODAY_KEPT = 60, 20
local THREE_MONTHS_MS = 7776000000

-- Writes the desk free, with what became of its ticket, and answers. The ticket's desk stays told in the event.
local function ended(keys, visit, desk, ticket, what)
  desk.ticket = ''
  write_desk(keys[4], desk, visit.now, visit.ends)
  note_step(keys[2], visit, ticket.number)
  ticket.desk = desk.id
  note_ticket(keys[3], what, ticket, visit)
  if ticket.state == 'waiting' then ticket.desk = '' end
  write_ticket(keys[1], ticket)
  return told('OK', keys[1], ticket.number)
end

-- Where somebody stands who is put back behind so many others of a line; where there are fewer, at its end. It is never
-- where they stood before: by that it is known that they were put back.
local function order_behind(line_key, distance, own)
  local ahead = redis.call('ZRANGE', line_key, 0, distance, 'WITHSCORES')
  local count = math.min(#ahead / 2, distance)
  if count == 0 then return string.format('%.4f', tonumber(own) + 1) end
  local last, following = tonumber(ahead[2 * count]), tonumber(ahead[2 * count + 2])
  return string.format('%.4f', following and (last + following) / 2 or last + 1)
end

-- miss_ticket: the person did not come when called. They are put back behind some others; who was put back before and
-- has been called often enough is absent.
-- KEYS[1...4] and ARGV[1...5] as for meet_ticket in calling.lua
-- KEYS[5] {o<office>}:line:<date>:<line>:<kind> of the ticket  KEYS[6] {o<office>}:figures:<month>
-- ARGV[6] "skip", or "no_show" at once  ARGV[7] calls until no-show  ARGV[8] behind how many  ARGV[9] "<line>:<kind>"
-- returns {OK, number, ticket} | {DATED, date, number} | {NOBODY} | {GONE} | {EARLY, number, ticket}
-- | {CHANGED}: it is in another line
local function miss_ticket(keys, args)
  local visit, desk, ticket, answer = started(keys, args)
  if answer then return answer end
  if ticket.state ~= 'called' then return { 'NOBODY' } end
  if line_of(ticket) .. ':' .. ticket.kind ~= args[9] then return { 'CHANGED' } end
  local may_end = ticket.calls >= tonumber(args[7])
  if not may_end and args[6] == 'no_show' then return told('EARLY', keys[1], ticket.number) end
  if may_end and (args[6] == 'no_show' or ticket.order ~= ticket.arrived) then
    ticket.state = 'no_show'
    count_visit(keys[6], visit, 'absent:' .. ticket.lane)
    return ended(keys, visit, desk, ticket, 'no_show')
  end
  ticket.state, ticket.order = 'waiting', order_behind(keys[5], tonumber(args[8]), ticket.order)
  enter_line(keys[5], ticket, visit.ends)
  return ended(keys, visit, desk, ticket, 'skipped')
end
register('miss_ticket', miss_ticket)

-- transfer_ticket: sends the person before a desk to another lane or to one desk, where they stand by their arrival.
-- KEYS[1...4] and ARGV[1...5] as for meet_ticket in calling.lua
-- KEYS[5] {o<office>}:line:<date>:<line>:priority  KEYS[6] the same for regular: of the line that they go to
-- ARGV[6] lane  ARGV[7] desk, "" for any of the lane
-- returns {OK, number, ticket} | {DATED, date, number} | {NOBODY} | {GONE}
local function transfer_ticket(keys, args)
  local visit, desk, ticket, answer = started(keys, args)
  if answer then return answer end
  ticket.state, ticket.lane, ticket.sent_to, ticket.order = 'waiting', args[6], args[7], ticket.arrived
  enter_line(ticket.kind == 'priority' and keys[5] or keys[6], ticket, visit.ends)
  return ended(keys, visit, desk, ticket, 'transferred')
end
register('transfer_ticket', transfer_ticket)

-- Puts one more before those that are kept by spaces.
local function with_first(one, others, most)
  local kept = { one }
  for each in string.gmatch(others, '%S+') do
    if #kept < most then kept[#kept + 1] = each end
  end
  return table.concat(kept, ' ')
end

-- Remembers how long somebody was at the desk.
local function note_service(services_key, visit, ticket, hour)
  local seconds = text_of(math.max(0, math.floor((visit.now - ticket.called) / 1000)))
  local field, today = ticket.lane .. ':' .. hour, ticket.lane .. ':today'
  local of_hour = redis.call('HGET', services_key, field) or ''
  local of_today = string.match(redis.call('HGET', services_key, today) or '', '^' .. visit.date .. ' (.*)$') or ''
  redis.call('HSET', services_key,
    field, with_first(seconds .. (ticket.kind == 'priority' and 'p' or ''), of_hour, SERVICES_KEPT),
    today, visit.date .. ' ' .. with_first(hour .. '-' .. seconds, of_today, OF_TODAY_KEPT))
  redis.call('PEXPIRE', services_key, THREE_MONTHS_MS)
end

-- finish_ticket: the person before a desk is done there; how long it took is remembered for the estimates.
-- KEYS[1...4] and ARGV[1...5] as for meet_ticket in calling.lua
-- KEYS[5] {o<office>}:services  KEYS[6] {o<office>}:figures:<month>
-- ARGV[6] the hour of the call, "09"
-- returns {OK, number, ticket} | {DATED, date, number} | {NOBODY} | {GONE}
local function finish_ticket(keys, args)
  local visit, desk, ticket, answer = started(keys, args)
  if answer then return answer end
  ticket.state = 'done'
  note_service(keys[5], visit, ticket, args[6])
  count_visit(keys[6], visit, 'served:' .. ticket.lane)
  return ended(keys, visit, desk, ticket, 'done')
end
register('finish_ticket', finish_ticket)
