# What officers do for applicants: search, book, cancel, block, figures.

staff-found =
    Found { $count } bookings:

    { $bookings }
staff-found-more =
    Found { $count } bookings. The five that fit best:

    { $bookings }

    Write more of the name, add the service date, or use the booking code.
staff-booking-booked =
    ✅ BOOKED
    { $facts }
staff-booking-arrived =
    ✅ ARRIVED
    { $facts }
staff-booking-held =
    ⏳ WAITING FOR APPROVAL
    { $facts }
staff-booking-waiting =
    ⏳ ON THE WAITING LIST
    { $facts }
staff-booking-lapsed =
    ❌ APPROVAL TIME RAN OUT
    { $facts }
staff-booking-cancelled =
    ❌ CANCELLED
    { $facts }
staff-booking-no-show =
    ❌ NOT ATTENDED
    { $facts }
staff-booking-facts =
    { $code }
    { $name }, { $phone }
    { $date }, { $hour }
staff-no-phone = no phone number
staff-code-unknown = ❌ There is no booking with the code { $wanted } at this office. Please check its letters and digits.
staff-code-elsewhere = ❌ The code { $wanted } is another office's. Only this office's bookings can be seen here.
staff-number-unknown = ❌ There is no booking on the number { $wanted }. What ended more than two days ago can't be found by number.
staff-person-unknown =
    ❌ There is no name like { $wanted }.

    Without a date, today and the seven days ahead are searched. For another date: /cari Budi Santoso 30-11-2026

staff-counter-booked =
    ✅ BOOKED at the counter

    { $name }
    Booking code:
    { $code }

    { $date }, { $hour }
    { $place }

    Print this code or show it to the applicant, and tell them: bring the original documents, come { $early } minutes early. Without a phone number we can't send a reminder.
staff-counter-mistake =
    ❌ NOT BOOKED YET
    Please check the { $field }. { $problem }

    Copy this line, correct it, and send it:
    { $line }
staff-counter-no-place =
    ❌ NOT BOOKED YET
    { $problem }

    { $next }
staff-counter-refused =
    ❌ NOT BOOKED YET
    { $problem }
staff-counter-has = Somebody with this name and birth date has a booking already. Search for the name with /cari.
staff-counter-blocked = This person is blocked. Reason: { $reason }. A supervisor can lift it with /lepas.
staff-counter-blocked-until = This person is blocked until { $date }. Reason: { $reason }. A supervisor can lift it with /lepas.
staff-counter-cooling-down = This person did not come to the last booking, and can book again from { $date }. A supervisor can lift it with /lepas.
staff-counter-ended = The booking of this order has changed since it was made. Search for the name with /cari to see it.

staff-cancel-ask =
    Cancel this booking?

    { $code }
    { $name }, { $phone }
    { $date }, { $hour }
    Reason: { $reason }

    The applicant is told in their chat, with this reason.
staff-no-reason = none given
staff-cancel-arrived =
    ❌ The owner of the booking { $code } has arrived, so it is not cancelled. They are served at the desks.

    { $name }, { $phone }
    { $date }, { $hour }
staff-cancel-ended =
    ❌ Booking { $code } is not active any more, so there is nothing to cancel.

    { $name }, { $phone }
    { $date }, { $hour }
staff-cancelled =
    ✅ Booking { $code } is cancelled. The applicant is told.

    { $name }, { $phone }
    { $date }, { $hour }
staff-cancelled-untold =
    ✅ Booking { $code } is cancelled. The applicant has no chat: please tell them yourself.

    { $name }, { $phone }
    { $date }, { $hour }

staff-block-ask =
    Block { $who }?

    Reason, which the applicant reads too: { $reason }
    Until: { $until }

    While blocked they can't book. What they have booked is not cancelled.
staff-block-for-good = lifted with /lepas
staff-blocked =
    ✅ { $who } is blocked.

    Reason: { $reason }
    Until: { $until }
staff-unblock-ask =
    Let { $who } book again? They can do so at once.

    Now: { $obstacle }
    Why they may: { $reason }
staff-obstacle-block = blocked ({ $reason })
staff-obstacle-cool-down = has to wait, for not having come
staff-not-blocked =
    { $who } is not blocked and need not wait. Nothing was changed.
staff-unblocked =
    ✅ { $who } can book again: no block, and no waiting time.

    Reason: { $reason }

staff-figures =
    Figures of { $date }
    { $office }, { $state }

    Places: { $places }
    Booked: { $booked } (not attended: { $no-shows })
    Waiting for approval: { $held }
    Cancelled: { $cancelled }
    Waiting list: { $waiting }

    { $sessions }
staff-figures-none =
    Figures of { $date }
    { $office }, { $state }

    Booked: { $booked } of { $places } places. There are no sessions on this date.
staff-figures-line = • { $hour }: { $booked } of { $places } booked, { $held } waiting, { $cancelled } cancelled, { $no-shows } not attended
staff-figures-open = open
staff-figures-no-service = no service
staff-figures-closed = closed ({ $reason })

staff-usage-cari =
    Examples:
    /cari CBN-7K3M-9QXD
    /cari 0812-3456-7890
    /cari Budi Santoso
    /cari Budi Santoso 30-11-2026
staff-usage-daftarkan = Example: /daftarkan Budi Santoso#25011987#30112026, or with a session: /daftarkan Budi Santoso#25011987#30112026#09:00
staff-usage-batalkan = Example: /batalkan CBN-7K3M-9QXD reason, of 200 letters at the most.
staff-usage-blokir =
    Examples:
    /blokir 0812-3456-7890 = false number
    /blokir CBN-7K3M-9QXD = false number
    /blokir Budi Santoso#25011987 = false data = sampai 31-12-2026

    The reason has 200 letters at the most, and the applicant reads it too.
staff-usage-lepas =
    Examples:
    /lepas 0812-3456-7890 = looked into
    /lepas CBN-7K3M-9QXD = looked into
    /lepas Budi Santoso#25011987 = was ill, has a doctor's letter
staff-usage-rekap = Examples: /rekap, /rekap besok, or /rekap 30-11-2026
figures-chart = Places taken in each session
figures-held = Waiting
