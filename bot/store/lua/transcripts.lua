-- append_transcript: adds an entry to a chat's transcript, once, and lets go of the oldest ones.
-- KEYS[1] {t<chat>}:transcript   stream, ARGV[4]: the sealed entries that are kept, the newest last
-- KEYS[2] {t<chat>}:entries      hash, ARGV[4]: entry -> its id in the stream, for the entries that are kept
-- ARGV[1] entry   ARGV[2] sealed body   ARGV[3] how many entries are kept   ARGV[4] lifetime_ms
-- returns the entry's id in the stream, the same one when the entry was there before
local function append_transcript(keys, args)
  local transcript, entries = keys[1], keys[2]
  local entry, body, kept, lifetime_ms = args[1], args[2], tonumber(args[3]), args[4]
  local known = redis.call('HGET', entries, entry)
  if known then
    return known
  end
  -- The server's own ids only grow, even when the clocks of two of our processes disagree.
  local id = redis.call('XADD', transcript, '*', 'entry', entry, 'body', body)
  redis.call('HSET', entries, entry, id)
  local excess = redis.call('XLEN', transcript) - kept
  if excess > 0 then
    for _, oldest in ipairs(redis.call('XRANGE', transcript, '-', '+', 'COUNT', excess)) do
      redis.call('XDEL', transcript, oldest[1])
      redis.call('HDEL', entries, oldest[2][2])
    end
  end
  redis.call('PEXPIRE', transcript, lifetime_ms)
  redis.call('PEXPIRE', entries, lifetime_ms)
  return id
end
register('append_transcript', append_transcript)
