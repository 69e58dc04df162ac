# Quotas, sessions and holidays, for officers.

staff-quota =
    Quota of { $office }

    { $dates }

    To change it: /kuota date session places, for example /kuota besok 08:00 40
staff-quota-none =
    Quota of { $office }

    No date is open as far ahead as people can book. See the sessions of each day: /sesi
staff-quota-date =
    { $date }: { $places } places, { $booked } booked, { $held } held, { $left } left
    { $sessions }
staff-quota-session = • { $hour }: { $places } places, { $booked } booked, { $held } held, { $left } left
staff-quota-left = { $left } ({ $pools })
staff-quota-soon = { $left }, { $soon } cancelled ones come back soon
staff-quota-pool = { $pool } { $left }
staff-quota-day =
    Quota on { $date }
    { $office }, { $state }

    { $places } places, { $booked } booked, { $held } held, { $left } left

    { $sessions }
staff-quota-no-sessions =
    Quota on { $date }
    { $office }, { $state }

    There are no sessions on this date, and nobody is booked.

pool-regular = regular
pool-priority = priority
pool-reserve = reserve

staff-week =
    Sessions of { $office }

    { $weekdays }

    Every day at { $hour } one more date opens, up to { $days } days ahead.
staff-week-with-own =
    Sessions of { $office }

    { $weekdays }

    Dates with sessions of their own:
    { $own }

    Every day at { $hour } one more date opens, up to { $days } days ahead.
staff-week-line = • { $weekday }: { $sessions }
staff-week-closed = • { $weekday }: no service
staff-week-session = { $hours } ({ $pools })
staff-week-pool = { $pool } { $places }
staff-week-own = • { $date }

staff-which-date = "{ $found }" can be more than one date. Which one do you mean?

staff-calendar-ask =
    Change the calendar?

    { $changes }

    { $note }
staff-calendar-changed =
    ✅ The calendar is changed. It counts from the next booking on.

    { $changes }

    { $note }
staff-calendar-crowded =
    ⚠️ More people are booked than there are places:
    { $places }

    Their bookings stay valid. Places are sold there again once fewer are booked than the quota.
staff-calendar-crowded-line = • { $date } { $hour }, { $pool }: { $people } people, { $places } places
staff-lines-more = … and { $count } more

staff-change = • { $where }: { $changes }
staff-change-session = { $date } { $hour }
staff-change-regular = regular { $before } → { $after }
staff-change-priority = priority { $before } → { $after }
staff-change-reserve = reserve { $before } → { $after }
staff-change-until = ends { $before } → { $after }
staff-change-closed = { $before } → { $after }
staff-change-open = open
staff-change-horizon = bookings { $before } → { $after } days ahead
staff-change-opening = new dates open at { $before } → { $after }

staff-calendar-past = ❌ { $date } is over.
staff-calendar-closed =
    ❌ { $date } is closed: { $found }.

    Open the date first: /buka { $digits }
staff-calendar-no-session = ❌ There is no session { $found } on { $date }. The sessions are: { $sessions }
staff-calendar-no-sessions =
    ❌ { $date } has no sessions. Write them too, for example:
    /buka { $digits } = 08:00-09:00 20, 09:00-10:00 20
staff-calendar-overlap = ❌ Session { $found } has not ended when another one begins, or ends before it begins. Please check the hours.
staff-calendar-places = ❌ The places can be 0 to 100,000.
staff-calendar-horizon = ❌ People can book 1 to 366 days ahead.
staff-calendar-unchanged = It is like that already. Nothing was changed.

staff-holidays =
    Public holidays and joint leave that are not decided yet:

    { $holidays }

    The office stays open until you close it. What about { $first }?
staff-holidays-none = ✅ Every holiday until { $last } is decided.
staff-holiday-line = • { $date }: { $name }
staff-holiday-line-booked = • { $date }: { $name } ({ $count } people are booked)
staff-holiday-closed =
    ✅ { $date } is closed: { $name }.

    { $next }
staff-holiday-closed-booked =
    ✅ { $date } is closed: { $name }.

    ⚠️ Just before, { $count } people were still booked on that date. Move or cancel them: /tutup { $digits } { $name }
staff-holiday-kept =
    ✅ { $date } stays open ({ $name }).

    { $next }
staff-holidays-next =
    { $count } are still not decided. The next one:
    { $holiday }
staff-holidays-done = Every holiday of that year is decided.
staff-holiday-booked =
    ❌ { $date } ({ $name }) is not closed yet: { $count } people are booked.

    To close it and to tell them: /tutup { $digits } { $name }
staff-holiday-unknown = ❌ { $date } is no public holiday and no joint leave. To close another date: /tutup { $digits } reason
staff-holidays-ask =
    Close all of these dates?

    { $holidays }

    { $booked }
staff-holidays-booked =
    People are booked already; for these dates use /tutup:
    { $holidays }
staff-holidays-closed =
    ✅ The office is closed on:

    { $holidays }

    { $booked }
staff-holidays-none-free =
    Until { $last } there is no holiday that can be closed without telling people.

    { $booked }

choice-open-date = Open that date
choice-close-date = Close and tell them
choice-holiday-close = Close { $date }
choice-holiday-keep = Open { $date }
choice-holiday-all = Close all
choice-holidays = Holidays

staff-usage-kuota =
    Examples:
    /kuota
    /kuota besok
    /kuota 30-11-2026 08:00 40
    /kuota 30-11-2026 08:00 5 prioritas
    /kuota 30-11-2026 260

    Without a session the number is divided among all sessions as it is now. Kinds of places: umum, prioritas, cadangan.
staff-usage-buka =
    Examples:
    /buka 24-12-2026
    /buka 28-11-2026 = 08:00-09:00 20, 09:00-10:00 20
staff-usage-sesi =
    Examples:
    /sesi
    /sesi senin-kamis = 08:00-09:00 37 umum 5 prioritas 3 cadangan, 09:00-10:00 37
    /sesi sabtu = tutup
    /sesi 30-11-2026 = 08:00-11:00 60
    /sesi 30-11-2026 = biasa

    To close one date: /tutup
staff-usage-jam-buka = Example: /jam-buka 08:00
staff-usage-horison = Example: /horison 30
staff-usage-libur =
    Examples:
    /libur
    /libur 2027
    /libur tutup 25-12-2026
    /libur buka 24-12-2026
    /libur semua
