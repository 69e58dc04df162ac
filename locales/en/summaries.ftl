# The daily summary and news of automatic work, for the staff's chat.

summary =
    📊 Summary of { $date }
    { $office }

    Booked for today: { $booked }
    Came: { $came }
    Did not come: { $no-shows }
    Cancelled for today: { $cancelled }

    Done today: { $new } new bookings, { $given-back } cancellations.

    { $next }: { $next-booked } booked, { $coming } said they are coming.

    { $emergencies }

    { $reports }

    { $holidays }

summary-holidays =
    Holidays that are not decided yet; the office stays open until you close it with /libur:
    { $holidays }

summary-not-recorded = not recorded yet
summary-title = Summary of { $date }
summary-chart = Places booked on the dates ahead
summary-booked = Booked
summary-no-shows = Absent
summary-cancelled = Cancelled
summary-next = Next date

job-failed =
    ⚠️ An automatic job failed
    { $job }

    It was tried several times. Please tell whoever runs the system: the command "antrian jobs" shows the cause.
