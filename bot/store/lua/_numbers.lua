-- Shared by every function: lifetimes in milliseconds, and whole numbers as text.
local TWO_DAYS_MS = 172800000
local WEEK_MS = 604800000

local function text_of(number)
  return string.format('%.0f', number)
end
