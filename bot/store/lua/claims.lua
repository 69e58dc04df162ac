-- A claim keeps one number, and one person, to its bookings across offices. It is taken before the hold and
-- released after; one whose hold never came falls at its own deadline.
-- {c<fingerprint>} string, until 48 h after its last deadline: a line for each booking, packed, as there are two of
-- them for each: code, space, kind, date yymmdd, deadline in ms in base 36
-- {c<fingerprint>}:chat string, as long as the claims: the sealed chat in which the number's owner last asked for a
-- booking; there is none as long as that is the chat in which the newest one was made
-- {c<fingerprint>}:block string, until the date that an officer named or until lifted: sealed, why it may not book
local MOST_REMEMBERED = 8
local CLAIM = '(%w+) (%l)(%d%d%d%d%d%d)(%w+)'

local function read_claims(key, now)
  local kept = {}
  for code, kind, day, base36 in string.gmatch(redis.call('GET', key) or '', CLAIM) do
    local deadline = tonumber(base36, 36)
    if deadline + TWO_DAYS_MS > now then
      kept[#kept + 1] = { code = code, kind = kind, day = day, deadline = deadline, base36 = base36 }
    end
  end
  return kept
end

-- Writes the claims of a key and returns the instant at which they are forgotten.
local function write_claims(key, claims)
  local lines, last = {}, 0
  for i, claim in ipairs(claims) do
    lines[i] = claim.code .. ' ' .. claim.kind .. claim.day .. claim.base36
    last = math.max(last, claim.deadline)
  end
  local ends = text_of(last + TWO_DAYS_MS)
  redis.call('SET', key, table.concat(lines, '\n'), 'PXAT', ends)
  return ends
end

-- Keeps the memory of ended claims short, however often somebody books and cancels.
local function forget_oldest(claims, now)
  for i = 1, #claims - MOST_REMEMBERED do
    if claims[i].deadline and claims[i].deadline <= now then
      table.remove(claims, i)
      return
    end
  end
end

-- claim: takes or prolongs one booking's claim. Idempotent: the booking's code is the operation.
-- KEYS[1] {c<fingerprint>}  KEYS[2] {c<fingerprint>}:chat  KEYS[3] {c<fingerprint>}:block
-- ARGV[1] code  ARGV[2] date yymmdd  ARGV[3] deadline_ms in base 36  ARGV[4] now_ms
-- ARGV[5] kind: a = adult, d = dependant  ARGV[6] most adults  ARGV[7] most in all
-- returns {OK} | {TAKEN, code, date}: the active booking that is in the way | {BLOCKED, sealed block}
local function claim(keys, args)
  local code, now, kind = args[1], tonumber(args[4]), args[5]
  local claims, mine, others, adults, first = read_claims(keys[1], now), nil, 0, 0, nil
  for _, kept in ipairs(claims) do
    if kept.code == code then
      mine = kept
    elseif kept.deadline > now then
      others = others + 1
      if kept.kind == 'a' then adults = adults + 1 end
      if not first or kept.kind == kind then first = kept end
    end
  end
  local too_many = others >= tonumber(args[7]) or (kind == 'a' and adults >= tonumber(args[6]))
  local is_active = mine and mine.deadline > now
  local block = not is_active and redis.call('GET', keys[3])
  if block then return { 'BLOCKED', block } end
  if too_many and not is_active then return { 'TAKEN', first.code, first.day } end
  local is_new = not mine
  if is_new then
    mine = { code = code }
    claims[#claims + 1] = mine
    forget_oldest(claims, now)
    redis.call('DEL', keys[2])
  end
  mine.day, mine.kind, mine.deadline, mine.base36 = args[2], kind, tonumber(args[3], 36), args[3]
  local ends = write_claims(keys[1], claims)
  if not is_new then redis.call('PEXPIREAT', keys[2], ends) end
  return { 'OK' }
end
register('claim', claim)

-- release: ends one booking's claim; it is remembered for 48 h, so that its state can still be told.
-- KEYS[1] {c<fingerprint>}
-- ARGV[1] code  ARGV[2] now_ms in base 36
-- returns {OK}
local function release(keys, args)
  local now = tonumber(args[2], 36)
  local claims = read_claims(keys[1], now)
  for _, kept in ipairs(claims) do
    if kept.code == args[1] and kept.deadline > now then
      kept.deadline, kept.base36 = now, args[2]
      write_claims(keys[1], claims)
    end
  end
  return { 'OK' }
end
register('release', release)

-- reach: notes the chat in which the owner of a number last asked for a booking, if there is a claim at all.
-- KEYS[1] {c<fingerprint>}  KEYS[2] {c<fingerprint>}:chat
-- ARGV[1] sealed chat
-- returns {OK}
local function reach(keys, args)
  local ends = redis.call('PEXPIRETIME', keys[1])
  if ends > 0 then redis.call('SET', keys[2], args[1], 'PXAT', text_of(ends)) end
  return { 'OK' }
end
register('reach', reach)

-- cool_down: keeps a booking's claim until a later instant, so that its person can't book again before. Again is
-- harmless.
-- KEYS[1] {c<fingerprint>}  KEYS[2] {c<fingerprint>}:chat
-- ARGV[1] code  ARGV[2] deadline_ms in base 36  ARGV[3] now_ms
-- returns {OK}
local function cool_down(keys, args)
  local claims = read_claims(keys[1], tonumber(args[3]))
  for _, kept in ipairs(claims) do
    if kept.code == args[1] and kept.deadline < tonumber(args[2], 36) then
      kept.deadline, kept.base36 = tonumber(args[2], 36), args[2]
      write_claims(keys[1], claims)
      redis.call('PEXPIREAT', keys[2], text_of(redis.call('PEXPIRETIME', keys[1])))
    end
  end
  return { 'OK' }
end
register('cool_down', cool_down)
