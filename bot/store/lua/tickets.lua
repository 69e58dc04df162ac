-- take_number: gives the next ticket of a lane to an application, once: the same operation, or one that has a ticket
-- in hand there already, gets the same again. Who comes with a booking of today has arrived then.
-- KEYS[1] {o<office>}:tickets:<date>  KEYS[2] {o<office>}:step:<operation>  KEYS[3] {o<office>}:events
-- KEYS[4] {o<office>}:figures:<month>  KEYS[5] {o<office>}:line:<date>:<lane>:<kind>: see _tickets.lua
-- KEYS[6] {o<office>}:day:<date>       hash, see _places.lua
-- ARGV[1] now_ms  ARGV[2] date  ARGV[3] ends_ms of the line  ARGV[4] erase_at_ms
-- ARGV[5] code  ARGV[6] station  ARGV[7] lane  ARGV[8] its prefix  ARGV[9] kind  ARGV[10] state: printing or waiting
-- ARGV[11] 1: there is a booking of today  ARGV[12] category of a walk-in or ""  ARGV[13] its tickets of the day
-- returns {OK, number, ticket, new} | {OK, number, ticket} | {DATED, date, number} | {FULL} | {NOT_BOOKED, state}
local function take_number(keys, args)
  local tickets_key, line_key, day_key = keys[1], keys[5], keys[6]
  local code, lane, category = args[5], args[7], args[12]
  local visit, held = { now = args[1], date = args[2], ends = args[3] }, '@' .. code .. '|' .. args[6]
  local before = done_before(tickets_key, keys[2], visit.date)
  if before then return before end
  local known = redis.call('HGET', tickets_key, held)
  local kept = known and read_ticket(tickets_key, known)
  if kept and IN_HAND[kept.state] then
    note_step(keys[2], visit, known)
    return told('OK', tickets_key, known)
  end
  local row = args[11] == '1' and read_row(day_key, string.sub(code, 4))
  if args[11] == '1' and (not row or (row.state ~= 'booked' and row.state ~= 'arrived')) then
    return { 'NOT_BOOKED', row and row.state or '' }
  end
  local given = category ~= '' and tonumber(redis.call('HGET', tickets_key, '=' .. category) or '0')
  if given and given >= tonumber(args[13]) then return { 'FULL' } end
  local number = args[8] .. string.format('%03d', redis.call('HINCRBY', tickets_key, '#' .. lane, 1))
  local ticket = {
    number = number, state = args[10], lane = lane, code = code, arrived = visit.now, order = visit.now,
    kind = args[9], sent_to = '', desk = '', calls = 0, called = '0', served = '0', promised = '',
  }
  write_ticket(tickets_key, ticket)
  redis.call('HSET', tickets_key, held, number)
  redis.call('PEXPIREAT', tickets_key, args[4])
  note_step(keys[2], visit, number)
  if ticket.state == 'waiting' then enter_line(line_key, ticket, visit.ends) end
  note_ticket(keys[3], ticket.state == 'waiting' and 'waiting' or 'taken', ticket, visit)
  count_visit(keys[4], visit, 'tickets:' .. lane)
  if given then redis.call('HINCRBY', tickets_key, '=' .. category, 1) end
  if row and row.state == 'booked' then
    row.state = 'arrived'
    write_row(day_key, string.sub(code, 4), row)
    note({ events = keys[3], figures = keys[4], day = visit.date, today = string.sub(visit.date, 7) },
      'came', string.sub(code, 4))
  end
  return { 'OK', number, redis.call('HGET', tickets_key, number), 'new' }
end
register('take_number', take_number)

-- ticket_printed: lets a ticket whose paper has come out wait. Again is harmless.
-- KEYS[1] {o<office>}:tickets:<date>  KEYS[2] {o<office>}:events  KEYS[3] {o<office>}:line:<date>:<lane>:<kind>
-- ARGV[1] number  ARGV[2] now_ms  ARGV[3] date  ARGV[4] ends_ms of the line
-- returns {OK, number, ticket} | {UNKNOWN}
local function ticket_printed(keys, args)
  local ticket = read_ticket(keys[1], args[1])
  if not ticket then return { 'UNKNOWN' } end
  if ticket.state == 'printing' then
    ticket.state = 'waiting'
    write_ticket(keys[1], ticket)
    enter_line(keys[3], ticket, args[4])
    note_ticket(keys[2], 'waiting', ticket, { now = args[2], date = args[3] })
  end
  return told('OK', keys[1], args[1])
end
register('ticket_printed', ticket_printed)

-- promise_wait: keeps what a person was first told of the wait, to be compared at the call.
-- KEYS[1] {o<office>}:tickets:<date>
-- ARGV[1] number  ARGV[2] "least-most" in seconds
-- returns {OK, number, ticket} | {UNKNOWN}
local function promise_wait(keys, args)
  local ticket = read_ticket(keys[1], args[1])
  if not ticket then return { 'UNKNOWN' } end
  if ticket.promised == '' and IN_HAND[ticket.state] and ticket.calls == 0 then
    ticket.promised = args[2]
    write_ticket(keys[1], ticket)
  end
  return told('OK', keys[1], args[1])
end
register('promise_wait', promise_wait)

-- withdraw_ticket: takes a ticket that has not been called out of its line, as what it was for is not needed any more.
-- KEYS[1] {o<office>}:tickets:<date>  KEYS[2] {o<office>}:events  KEYS[3] {o<office>}:line:<date>:<line>:<kind>
-- ARGV[1] number  ARGV[2] now_ms  ARGV[3] date  ARGV[4] "<line>:<kind>"
-- returns {OK, number, ticket} | {UNKNOWN} | {STATE, state} | {CHANGED}: it is in another line
local function withdraw_ticket(keys, args)
  local ticket = read_ticket(keys[1], args[1])
  if not ticket then return { 'UNKNOWN' } end
  if ticket.state ~= 'printing' and ticket.state ~= 'waiting' then return { 'STATE', ticket.state } end
  if line_of(ticket) .. ':' .. ticket.kind ~= args[4] then return { 'CHANGED' } end
  ticket.state = 'lapsed'
  write_ticket(keys[1], ticket)
  redis.call('ZREM', keys[3], ticket.number)
  note_ticket(keys[2], 'withdrawn', ticket, { now = args[2], date = args[3] })
  return told('OK', keys[1], args[1])
end
register('withdraw_ticket', withdraw_ticket)
