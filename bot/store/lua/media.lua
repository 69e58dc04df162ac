-- The files of cases; the files themselves are in the data folder or an object store, sealed.
-- {o<office>}:files:<case>      hash, until 400 days after the case's end below: id -> sealed description
-- {o<office>}:file-ends         zset: case -> when its files are deleted, in ms. No lifetime: an entry leaves with its files
-- {o<office>}:file-link:<hash>  string, 15 minutes: sealed, which file a link opens. Plain SET and GET

-- The job that deletes the files finds them by this list: it must outlast every time in which no job runs.
local DAYS_AFTER_MS = 400 * 24 * 3600 * 1000

-- file_keep: writes a file of a case down, once; a case that was not opened ends by itself.
-- KEYS[1] {o<office>}:files:<case>  KEYS[2] {o<office>}:file-ends
-- ARGV[1] case  ARGV[2] id  ARGV[3] sealed description  ARGV[4] now_ms  ARGV[5] ends_ms of a case that was not opened
-- ARGV[6] the most files of a case
-- returns {OK} | {MANY}
local function file_keep(keys, args)
  local files_key, ends_key, case, id = keys[1], keys[2], args[1], args[2]
  if redis.call('HEXISTS', files_key, id) == 1 then return { 'OK' } end
  if redis.call('HLEN', files_key) >= tonumber(args[6]) then return { 'MANY' } end
  local ends = tonumber(redis.call('ZSCORE', ends_key, case))
  if not ends or ends <= tonumber(args[4]) then
    ends = tonumber(args[5])
    redis.call('ZADD', ends_key, ends, case)
  end
  redis.call('HSET', files_key, id, args[3])
  redis.call('PEXPIREAT', files_key, string.format('%.0f', ends + DAYS_AFTER_MS))
  return { 'OK' }
end
register('file_keep', file_keep)

-- file_end: sets when the files of a case are deleted. Again is harmless.
-- KEYS[1] {o<office>}:files:<case>  KEYS[2] {o<office>}:file-ends
-- ARGV[1] case  ARGV[2] ends_ms  ARGV[3] 1: the case is opened, and has an end from now on also without files
-- returns {OK}
local function file_end(keys, args)
  local files_key, ends_key, case, ends = keys[1], keys[2], args[1], args[2]
  if args[3] ~= '1' and not redis.call('ZSCORE', ends_key, case) then return { 'OK' } end
  redis.call('ZADD', ends_key, ends, case)
  redis.call('PEXPIREAT', files_key, string.format('%.0f', tonumber(ends) + DAYS_AFTER_MS))
  return { 'OK' }
end
register('file_end', file_end)

-- file_forget: forgets a case whose end has come, after its files were deleted.
-- KEYS[1] {o<office>}:files:<case>  KEYS[2] {o<office>}:file-ends
-- ARGV[1] case  ARGV[2] now_ms
-- returns {OK} | {LATER}: a file has come meanwhile
local function file_forget(keys, args)
  local ends = tonumber(redis.call('ZSCORE', keys[2], args[1]))
  if ends and ends > tonumber(args[2]) then return { 'LATER' } end
  redis.call('DEL', keys[1])
  redis.call('ZREM', keys[2], args[1])
  return { 'OK' }
end
register('file_forget', file_forget)
