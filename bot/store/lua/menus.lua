local MOST_MENUS = 999

-- menu_number: keeps the choices of a message in a shared chat under a number that none of the last 999 has.
-- KEYS[1] {i<part>}:menus:<chat>  hash, 8 days from its last menu: "<number>" -> sealed choices,
--   "is <message>" -> its number, "of <number>" -> its message, "last" -> the number given last
-- ARGV[1] fingerprint of the message with its choices  ARGV[2] sealed choices  ARGV[3] lifetime_ms
-- returns {OK, number}, the same one for the same message
local function menu_number(keys, args)
  local menus, message = keys[1], args[1]
  local known, last = unpack(redis.call('HMGET', menus, 'is ' .. message, 'last'))
  if known then return { 'OK', known } end
  local number = text_of((tonumber(last) or 0) % MOST_MENUS + 1)
  local old = redis.call('HGET', menus, 'of ' .. number)
  if old then redis.call('HDEL', menus, 'is ' .. old) end
  redis.call('HSET', menus, 'last', number, number, args[2], 'is ' .. message, number, 'of ' .. number, message)
  redis.call('PEXPIRE', menus, args[3])
  return { 'OK', number }
end
register('menu_number', menu_number)
