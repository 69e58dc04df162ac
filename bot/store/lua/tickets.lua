-- take_number: gives the next ticket of a lane to an application, once: the same operation, or one that has a ticket
-- in hand there already, gets the same again. Who comes with a booking of today has arrived then.
-- KEYS[1] {o<office>}:tickets:<date>  KEYS[2] {o<office>}:steps:<date>  KEYS[3] {o<office>}:events
-- KEYS[4] {o<office>}:figures:<month>  KEYS[5] {o<office>}:line:<date>:<lane>:<kind>: see _tickets.lua
-- KEYS[6] {o<office>}:day:<date>       hash, see _places.lua
-- ARGV[1] operation  ARGV[2] now_ms  ARGV[3] date  ARGV[4] erase_at_ms  ARGV[5] ends_ms of the line
-- ARGV[6] code  ARGV[7] station  ARGV[8] lane  ARGV[9] its prefix  ARGV[10] kind  ARGV[11] state: printing or waiting
-- ARGV[12] 1: there is a booking of today  ARGV[13] category of a walk-in or ""  ARGV[14] its tickets of the day
-- returns {OK, number, ticket, new} | {OK, number, ticket} | {FULL} | {NOT_BOOKED, state}
local function take_number(keys, args)
  local tickets_key, steps_key, line_key, day_key = keys[1], keys[2], keys[5], keys[6]
  local operation, code, lane, category = args[1], args[6], args[8], args[13]
  local visit, held = { now = args[2], date = args[3] }, '@' .. code .. '|' .. args[7]
  local before = done_before(tickets_key, steps_key, operation)
  if before then return before end
  local known = redis.call('HGET', tickets_key, held)
  local kept = known and read_ticket(tickets_key, known)
  if kept and IN_HAND[kept.state] then return told('OK', tickets_key, known) end
  local row = args[12] == '1' and read_row(day_key, string.sub(code, 4))
  if args[12] == '1' and (not row or (row.state ~= 'booked' and row.state ~= 'arrived')) then
    return { 'NOT_BOOKED', row and row.state or '' }
  end
  local given = category ~= '' and tonumber(redis.call('HGET', tickets_key, '=' .. category) or '0')
  if given and given >= tonumber(args[14]) then return { 'FULL' } end
  local number = args[9] .. string.format('%03d', redis.call('HINCRBY', tickets_key, '#' .. lane, 1))
  local ticket = {
    number = number, state = args[11], lane = lane, code = code, arrived = visit.now, order = visit.now,
    kind = args[10], sent_to = '', desk = '', calls = 0, called = '0', served = '0', promised = '',
  }
  write_ticket(tickets_key, ticket)
  redis.call('HSET', tickets_key, held, number)
  redis.call('PEXPIREAT', tickets_key, args[4])
  note_step(steps_key, operation, number, args[5])
  if ticket.state == 'waiting' then enter_line(line_key, ticket, args[5]) end
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

-- withdraw_ticket: takes a ticket that has not been called out of its line, as what it was for was undone.
-- KEYS[1] {o<office>}:tickets:<date>  KEYS[2] {o<office>}:events  KEYS[3] {o<office>}:line:<date>:<line>:<kind>
-- ARGV[1] number  ARGV[2] now_ms  ARGV[3] date
-- returns {OK, number, ticket} | {UNKNOWN} | {STATE, state}
local function withdraw_ticket(keys, args)
  local ticket = read_ticket(keys[1], args[1])
  if not ticket then return { 'UNKNOWN' } end
  if ticket.state ~= 'printing' and ticket.state ~= 'waiting' then return { 'STATE', ticket.state } end
  ticket.state = 'lapsed'
  write_ticket(keys[1], ticket)
  redis.call('ZREM', keys[3], ticket.number)
  note_ticket(keys[2], 'withdrawn', ticket, { now = args[2], date = args[3] })
  return told('OK', keys[1], args[1])
end
register('withdraw_ticket', withdraw_ticket)
