-- Reports on foreign nationals. Everything in one is sealed; who reported is sealed apart from what was reported.
-- {o<office>}:report:<number>     hash, until the report's end; 400 days after its last change while it is open
--   v         how often it was written
--   what      sealed report
--   reporter  sealed chat of who reported
--   owners    fingerprints of that chat and number, salted with the report's number, a space between
-- {o<office>}:reports             zset: number -> when it is forgotten, in ms. No lifetime: what is over leaves at each write
-- {o<office>}:report-op:<op>      string, 48 h: this operation has been done
-- {o<office>}:report-reader:<hash>  string, 400 days: sealed chat of a supervision officer. Plain SET and GET
-- {o<office>}:figures:<month>     hash "<dd>:report_<figure>" -> count, beside the office's other figures: for years

local TWO_DAYS_MS = 2 * 24 * 3600 * 1000

-- report_write: writes a report, when nobody has written it since it was read; once for an operation.
-- KEYS[1] {o<office>}:report:<number>  KEYS[2] {o<office>}:reports  KEYS[3] {o<office>}:report-op:<op>
-- KEYS[4] {o<office>}:figures:<month>
-- ARGV[1] number  ARGV[2] the v that was read, 0 for a new one  ARGV[3] sealed report  ARGV[4] now_ms
-- ARGV[5] ends_ms  ARGV[6] sealed reporter, for a new one  ARGV[7] owners, for a new one
-- ARGV[8] today "dd"  ARGV[9...] pairs: a figure and what to add to it
-- returns {OK} | {SEEN}: the operation has been done | {CHANGED}: read it again
local function report_write(keys, args)
  local report_key, reports_key, op_key, ends = keys[1], keys[2], keys[3], args[5]
  if redis.call('EXISTS', op_key) == 1 then return { 'SEEN' } end
  if (redis.call('HGET', report_key, 'v') or '0') ~= args[2] then return { 'CHANGED' } end
  redis.call('ZREMRANGEBYSCORE', reports_key, '-inf', args[4])
  redis.call('HSET', report_key, 'v', args[2] + 1, 'what', args[3])
  if args[2] == '0' then redis.call('HSET', report_key, 'reporter', args[6], 'owners', args[7]) end
  redis.call('PEXPIREAT', report_key, ends)
  redis.call('ZADD', reports_key, ends, args[1])
  redis.call('SET', op_key, '', 'PX', TWO_DAYS_MS)
  for i = 9, #args, 2 do redis.call('HINCRBY', keys[4], args[8] .. ':report_' .. args[i], args[i + 1]) end
  return { 'OK' }
end
register('report_write', report_write)
