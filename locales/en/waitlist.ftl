# The waiting list of a full date.

choice-waitlist = Waiting list
choice-leave = Leave
choice-take = Yes, take it
choice-decline = No

waitlist-place = Your place: { $place } of { $length }.
waitlist-odds = In the last four weeks, { $places } places were given up by other applicants, for { $dates } service dates.

waitlist-joined =
    ⏳ ON THE WAITING LIST
    { $name }
    { $date }

    { $line }

    When there is a place, we keep it for you for { $minutes } minutes and write to you in this chat, between { $from } and { $until }. Answer that message; otherwise the place is offered to the next person and you leave the list.

    To see your place, send #tunggu. You may book another date while you wait.
waitlist-waiting =
    ⏳ ON THE WAITING LIST
    This number is on the waiting list of { $date } already, for { $name }. One number has one place on the waiting list of a date.

    To see your place, send #tunggu.
waitlist-mine =
    ⏳ ON THE WAITING LIST
    { $lines }

    If you no longer wait, use the button below.
waitlist-line =
    { $date }
    { $name }
    { $place }
waitlist-none =
    You are on no waiting list.

    When a date is full, you can wait for a place that others give up: send #tunggu and the date, such as #tunggu 30-11-2026.
waitlist-off = This office has no waiting lists. Places that others give up come back to the schedule: send #jadwal.
waitlist-unread = { $found } could not be read as a date. Write it like this: #tunggu 30-11-2026.
waitlist-not-full = { $date } still has places ({ $left }), so there is no need to wait. Choose that date, or send #daftar.
waitlist-begin = For the waiting list of { $date } we need a name and a birth date.

waitlist-line-full =
    ❌ NOT ON THE WAITING LIST
    The waiting list of that date is full. Please choose another date: send #jadwal.
waitlist-person-waits =
    ❌ NOT ON THE WAITING LIST
    Somebody with this name and birth date waits for that date with another number already. One person has one place on the waiting list of a date.

waitlist-left =
    ❌ OFF THE WAITING LIST
    You no longer wait for a place on { $date }. Thank you for telling us: the place goes to the next applicant.

# What the office writes.
waitlist-offer =
    ⏳ THERE IS A PLACE FOR YOU
    Name: { $name }
    { $date }, { $hour }

    This place is kept for you until { $until }. Choose Yes, take it, or answer yes, to make it your booking. Without an answer it is offered to the next applicant.
waitlist-skipped =
    ❌ OFF THE WAITING LIST
    It was the turn of { $name } for { $date }, but { $reason }
waitlist-has-booking = there is an active booking for this number or name. One person has one booking. To see it, send #cek.
waitlist-may-not = this number or name can't book at present. Send #daftar to see why.
waitlist-evening =
    ⏳ ON THE WAITING LIST
    { $name }
    { $date }

    There has been no place for you so far. If one is given up before the last session, we still write to you. To be on the safe side, please choose another date.
waitlist-closed =
    ❌ OFF THE WAITING LIST
    The office is closed on { $date }, so the waiting list for { $name } has ended. Please choose another date.
waitlist-any-session = (any session)
