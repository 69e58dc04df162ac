# Officers close and move dates on which people are booked.

staff-close-ask =
    Close { $dates }?
    The reason, which applicants read too: { $reason }

    { $people }
staff-close-reason =
    Why is { $dates } closed? Choose a reason, or send it again with the reason behind the date.

    { $reasons }
choice-reason = Reason { $number }
staff-close-nobody = Nobody is booked yet, so there is nobody to tell.
staff-close-people =
    { $lines }

    All of these bookings ({ $count }) are released. The applicants are told, with the next dates that have places. If they should get a place on another date, use /pindah.
staff-close-line = • { $date }: { $booked } booked, { $held } waiting for approval
staff-close-came = • { $date }: { $came } have come or are noted as absent; nothing changes for them
staff-dates-span = { $first } to { $last }
staff-close-nothing = ❌ There is no service on { $dates } anyway, so nothing was closed.
staff-close-before = ✅ { $dates } is closed already, and nobody is booked.
staff-dates-closed =
    ✅ { $dates } is closed.
    Reason: { $reason }

    Bookings released: { $released }
    Requests that lapsed: { $lapsed }
    The applicants are told within minutes.

staff-move-ask =
    Close { $date } and move its applicants to { $to }?
    The reason, which applicants read too: { $reason }

    • Booked: { $booked }
    • Waiting for approval: { $held } (these requests lapse)
    • Free places on { $to }: { $free }
    • Without a place: { $left }

    Who booked first gets a place first, at the same hour where possible. The new place is kept until they answer, until { $until } at the latest.
staff-move-nobody = Nobody is booked on { $date }. To close it, use /tutup.
staff-move-past = ❌ { $date } is over. Nobody was moved.
staff-move-same = ❌ The old and the new date are the same: { $date }. Nobody was moved.
staff-move-closed = ❌ The office is closed on { $date }: { $reason }. Nobody was moved; choose another date.
staff-move-no-service = ❌ There is no service on { $date }. Nobody was moved; choose another date.
staff-move-near = ❌ { $date } is too near: people need time to answer. Nobody was moved; choose { $earliest } or later.
staff-shift-too-many = ❌ There are { $count } people on { $date }; 2,000 at the most go in one step. Nothing was changed.
staff-date-moved =
    ✅ { $date } is closed. Moved to { $to }: { $moved } people.

    • Without a place: { $left }
    • Requests that lapsed: { $lapsed }

    The applicants are told within minutes, and can answer until { $until }. Their answers are reported in the staff chat; see also /pindah status.
staff-date-moved-left =
    { staff-date-moved }

    Who got no place is still on { $date } and is asked to choose another date. Move them with /pindah to a further date, or release them with /tutup.

staff-shift-report =
    📅 { $date } was moved to { $to }
    { $state }

    Moved: { $moved }
    • Agreed: { $agreed }
    • Chose another time: { $other }
    • Cancelled: { $cancelled }
    • No answer yet: { $silent }
    • Never answered, place given up: { $expired }
    Without a place: { $left }

    { $people }
staff-shift-open = Answers are awaited until { $until }.
staff-shift-over = Finished.
staff-shift-silent =
    No answer yet:
    { $people }
staff-shift-lost =
    Never answered:
    { $people }
staff-shift-all = Everybody has answered.
staff-shift-placeless =
    Still on { $date }, which is closed, without another place:
    { $people }
    Move them with /pindah to a date that has places.
staff-shift-person = • { $code }, { $name }, { $phone }
staff-shift-more = … and { $count } more
staff-shift-untold =
    ⚠️ { $date } is closed, but { $count } applicants have no chat. Please tell them in person:

    { $people }

    Where they were moved, their new place is kept.
staff-shifts-none = No move of a date waits for answers.

staff-usage-tutup =
    For example:
    /tutup 30-11-2026 power cut
    /tutup 30-11-2026 – 02-12-2026 repairs

    A reason is needed, of 200 characters at the most; applicants read it. 31 days at the most.
staff-usage-pindah =
    For example:
    /pindah 30-11-2026 01-12-2026 power cut
    /pindah status

    The old date, then the new one. The reason can be left out; 200 characters at the most.
