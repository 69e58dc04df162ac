# The open dates, and why a date can't be booked.

schedule =
    Open dates at { $office }

    { $dates }

    { $ahead }

    To book, send #daftar, or everything in one line: name, date of birth and service date. Example:
    { $example }
schedule-unread =
    { $found } could not be read as a date or a month. Write for example #jadwal 30-11-2026 or #jadwal December.

    { $schedule }
schedule-full =
    Open dates at { $office }

    { $next }
schedule-month =
    Open dates at { $office }, { $month }

    { $dates }

    To book, choose a date or send #daftar.
schedule-date =
    Sessions on { $date }

    { $hours }

    To book on this date, send #daftar, or everything in one line: name, date of birth and service date. Example:
    { $example }
schedule-no-date =
    { $problem }

    { $next }

booking-example = #Budi Santoso#25011987#{ $date }

# One line for each date or session.
date-left = { $date }: { $left } left
date-span = { $first } – { $last }
line-closed = { $date }: closed ({ $reason })
line-full = { $date }: full
line-waited = { $date }: full, with a waiting list
line-later = { $date }: not open yet
hour-left = { $hour }: { $left } left
hour-full = { $hour }: full
hour-over = { $hour }: over

ahead-last = The furthest date that can be booked now: { $last }.

next-dates =
    The next dates with places left:
    { $dates }
next-dates-none = Every date that is open is full at the moment. One more date opens every day at { $hour }. Please send #jadwal again after that.

# Why that date can't be booked.
date-past = { $date } has passed.
date-over = Today, { $date }, there is no session left that you could reach in time.
date-closed = The office is closed on { $date }: { $reason }.
date-not-open-yet = Booking for { $date } is not open yet. It opens on { $opens } at { $hour }.
date-beyond = { $date } is still too far away. The furthest date that can be booked now: { $last }.
date-full = { $date } is full.
