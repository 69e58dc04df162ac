# Cancelling: asked once.

cancel-ask =
    Cancel this booking?

    { $code }
    { $name }
    { $date }, { $hour }

    If you cancel, this place is released for other applicants.

cancel-which =
    Which booking would you like to cancel?

    { $bookings }

cancel-none =
    { -not-booked }
    There is no active booking under your number, so there is nothing to cancel.

cancelled =
    ❌ CANCELLED
    Booking { $code } of { $name } for { $date } has been cancelled.

    You can book again. To see the dates with places left, send #jadwal.

kept =
    { $bookings }

    Nothing was cancelled.

line-booked = { -booked }: { $code }, { $name }, { $date } at { $hour }
line-held = { -waiting } until { $until }: { $code }, { $name }, { $date } at { $hour }
