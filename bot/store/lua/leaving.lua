-- How a person leaves a desk: not there, sent elsewhere, or done.
-- {o<office>}:services  hash, 90 days: <lane>:<hour> -> the seconds at the desk of the last people, by spaces
local SERVICES_KEPT = 60
local THREE_MONTHS_MS = 7776000000

-- What a step of a desk begins with: its visit, the desk and the ticket before it, or the answer that ends it.
local function started(named, given)
  local visit = { operation = given[1], now = given[2], date = given[3], ends = given[4] }
  local desk = read_desk(named[4], given[5])
  local before = done_before(named[1], named[2], visit.operation)
  if before then return nil, nil, nil, before end
  local ticket = desk.ticket ~= '' and read_ticket(named[1], desk.ticket)
  if not ticket or (ticket.state ~= 'called' and ticket.state ~= 'serving') then
    return nil, nil, nil, { 'NOBODY' }
  end
  return visit, desk, ticket
end

-- Writes the desk free, with what became of its ticket, and answers. The ticket's desk stays told in the event.
local function ended(keys, visit, desk, ticket, what)
  desk.ticket = ''
  write_desk(keys[4], desk, visit.now, visit.ends)
  note_step(keys[2], visit.operation, ticket.number, visit.ends)
  ticket.desk = desk.id
  note_ticket(keys[3], what, ticket, visit)
  if ticket.state == 'waiting' then ticket.desk = '' end
  write_ticket(keys[1], ticket)
  return told('OK', keys[1], ticket.number)
end

-- Where somebody stands who is put back behind so many others of a line; where there are fewer, at its end.
local function order_behind(line_key, distance, own)
  local ahead = redis.call('ZRANGE', line_key, 0, distance, 'WITHSCORES')
  local count = math.min(#ahead / 2, distance)
  if count == 0 then return own end
  local last, following = tonumber(ahead[2 * count]), tonumber(ahead[2 * count + 2])
  return string.format('%.4f', following and (last + following) / 2 or last + 1)
end

-- miss_ticket: the person did not come when called. They are put back behind some others, or after enough calls are absent.
-- KEYS[1...4] and ARGV[1...5] as for call_next
-- KEYS[5] {o<office>}:line:<date>:<line>:<kind> of the ticket  KEYS[6] {o<office>}:figures:<month>
-- ARGV[6] "skip", or "no_show" at once  ARGV[7] calls until no-show  ARGV[8] behind how many  ARGV[9] "<line>:<kind>"
-- returns {OK, number, ticket} | {NOBODY} | {EARLY, number, ticket} | {CHANGED}: it is in another line
local function miss_ticket(keys, args)
  local visit, desk, ticket, answer = started(keys, args)
  if answer then return answer end
  if ticket.state ~= 'called' then return { 'NOBODY' } end
  if line_of(ticket) .. ':' .. ticket.kind ~= args[9] then return { 'CHANGED' } end
  local is_over = ticket.calls >= tonumber(args[7])
  if not is_over and args[6] == 'no_show' then return told('EARLY', keys[1], ticket.number) end
  if is_over then
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
-- KEYS[1...4] and ARGV[1...5] as for call_next
-- KEYS[5] {o<office>}:line:<date>:<line>:priority  KEYS[6] the same for regular: of the line that they go to
-- ARGV[6] lane  ARGV[7] desk, "" for any of the lane
-- returns {OK, number, ticket} | {NOBODY}
local function transfer_ticket(keys, args)
  local visit, desk, ticket, answer = started(keys, args)
  if answer then return answer end
  ticket.state, ticket.lane, ticket.sent_to, ticket.order = 'waiting', args[6], args[7], ticket.arrived
  enter_line(ticket.kind == 'priority' and keys[5] or keys[6], ticket, visit.ends)
  return ended(keys, visit, desk, ticket, 'transferred')
end
register('transfer_ticket', transfer_ticket)

-- finish_ticket: the person before a desk is done there; how long it took is remembered for the estimates.
-- KEYS[1...4] and ARGV[1...5] as for call_next
-- KEYS[5] {o<office>}:services  KEYS[6] {o<office>}:figures:<month>
-- ARGV[6] the hour of the call, "09"
-- returns {OK, number, ticket} | {NOBODY}
local function finish_ticket(keys, args)
  local visit, desk, ticket, answer = started(keys, args)
  if answer then return answer end
  ticket.state = 'done'
  local field = ticket.lane .. ':' .. args[6]
  local seconds = { text_of(math.floor((visit.now - ticket.called) / 1000)) }
  for each in string.gmatch(redis.call('HGET', keys[5], field) or '', '%d+') do
    if #seconds < SERVICES_KEPT then seconds[#seconds + 1] = each end
  end
  redis.call('HSET', keys[5], field, table.concat(seconds, ' '))
  redis.call('PEXPIRE', keys[5], THREE_MONTHS_MS)
  count_visit(keys[6], visit, 'served:' .. ticket.lane)
  return ended(keys, visit, desk, ticket, 'done')
end
register('finish_ticket', finish_ticket)
