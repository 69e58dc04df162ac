# Moving to another date or session (#ubah).

move-date =
    Booking { $code } of { $name }: { $date }, { $hour }.

    Which date would you like to move to? You keep your current place until the new one is certain.

    { $next }
move-date-again =
    { $problem }

    Booking { $code } has not changed: { $date }, { $hour }.

    { $next }
move-session =
    Booking { $code } of { $name }: { $date }, { $hour }.

    Move to { $to }: which session?
    { $hours }

    The booking is moved as soon as you choose.
move-which =
    Which booking would you like to move?

    { $bookings }
move-none =
    { -not-booked }
    There is no active booking under your number, so there is nothing to move.
move-too-late =
    { -booked }
    Booking { $code } for { $date }, { $hour } can no longer be moved. A booking can be moved until the day before.
move-same =
    { -booked }
    Booking { $code } is already for { $date }, { $hour }. Nothing has changed.
moved =
    { -booked }
    Your booking has been moved from { $old-date }, { $old-hour }. The booking code stays the same.

    { booked-facts }

    { rules }

    Please keep this message. To see it again, send #cek.

edited-held =
    { -waiting }
    Editing an old message does not change your request. Still waiting: { $code }, { $name }, { $date }, { $hour }.

    If it is right, choose Approve. If not, choose Cancel, then send the new line as a new message.
edited-booked =
    { -booked }
    Editing an old message does not change your booking: { $code }, { $name }, { $date }, { $hour }.

    To move it to another date or session, send #ubah. To cancel it, send #batal.

choice-move = Move booking
