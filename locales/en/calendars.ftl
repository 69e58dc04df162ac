# The calendar picture, and the file for the calendar of a phone.

calendar-month = Open dates in { $month }
calendar-ahead = Open dates { $first } – { $last }
calendar-day = { $day }
calendar-figures = Large figure: places left. Blue frame: today.
calendar-open = plenty
calendar-few = nearly full
calendar-full = full
calendar-closed = closed
calendar-later = not open yet

event-summary = Passport: { $office }
event-description =
    Booking code: { $code }
    Come { $early } minutes early with your original documents. Show this booking code.
