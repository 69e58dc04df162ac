# Dates that the office has moved or closed: what applicants are told, and their answers.

shift-moved =
    ⏳ YOUR APPOINTMENT WAS MOVED
    On { $old-date } the office is closed: { $reason }. We are sorry for this change.

    { $name }
    Booking code (unchanged): { $code }

    New appointment: { $date }, { $hour }
    { $place }

    Does this suit you? We keep this place until { $until }. If there is no answer by then, it is given up.

shift-released =
    ❌ CANCELLED
    On { $old-date } the office is closed: { $reason }. We had to cancel booking { $code } for { $name }. We are sorry.

    You can book again right now.
    { $next }

shift-lapsed =
    { -not-booked }
    On { $old-date } the office is closed: { $reason }. Request { $code } for { $name } had not been approved yet, so its place has been given up. We are sorry.

    You can book another date.
    { $next }

shift-left =
    ⏳ A NEW DATE IS NEEDED
    On { $old-date } the office is closed: { $reason }. There is no place left on { $to } for booking { $code } of { $name }. We are sorry.

    Your booking is kept. Please choose another date, on the day before { $old-date } at the latest.
    { $next }

shift-left-today =
    ⏳ A NEW DATE IS NEEDED
    On { $old-date } the office is closed: { $reason }. There is no place left on { $to } for booking { $code } of { $name }. We are sorry.

    Please cancel this booking, then book another date.
    { $next }

shift-expired =
    ❌ CANCELLED
    We had no answer from you until { $until }, so the place on { $date }, { $hour } has been given up. Booking { $code } for { $name } is no longer valid. (It was for { $old-date } first, when the office is closed: { $reason }.)

    You can book again right now.
    { $next }

shift-agreed =
    { -booked }
    Thank you, your new appointment is certain now.

    { booked-facts }

    { rules }

    Keep this message. To see it again, send #cek.

check-shifted =
    ⏳ YOUR APPOINTMENT WAS MOVED
    On { $old-date } the office is closed: { $reason }. Your appointment is now:

    { booked-facts }

    We keep this place until { $until } and wait for your answer. Does this suit you?

closed-shifted = the appointments were moved
choice-other-date = Another date
