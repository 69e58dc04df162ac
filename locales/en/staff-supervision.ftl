# /laporan: reports on foreign nationals, for supervision staff alone, in private chats alone.

staff-report-new = 🔒 There is a new report for supervision officers. Open it with /laporan in a private chat with the bot.
staff-report-more = 🔒 Something was added to a report for supervision officers. Open it with /laporan in a private chat with the bot.
staff-report-unread = 🔒 There is a report on a foreign national, but no supervision officer who may read it. An admin gives that role with /petugas.
staff-report-new-number = 🔒 A new report { $number } waits to be read.
staff-report-more-number = 🔒 Something was added to report { $number }.
staff-reports-private = 🔒 Reports on foreign nationals are opened in a private chat with the bot alone. Send /laporan there.
staff-reports-none = There are no reports.
staff-reports =
    🔒 Reports on foreign nationals ({ $count })

    { $reports }
staff-reports-more = { $count } more: { $order }
staff-report-line =
    { $number }: { $what }
    { $where }
    { $at }, { $state }, officer: { $officer }, due: { $due }
staff-report-marked =
    { $line }
    { $marks }
staff-report-news = 🆕 Something was added that nobody has read.
staff-report-late = ⚠️ Past its date.
staff-report =
    🔒 Report { $number }
    { $state }, officer: { $officer }, due: { $due }

    About: { $what }
    Place: { $where }
    Time: { $when }
    Reported: { $at }
    Reporter: { $reporter }

    { $details }

    Files (links last 15 minutes, each look is noted):
    { $files }
    Added by the reporter:
    { $facts }
    Officers' notes:
    { $notes }
    { $alike }
staff-report-nobody = nobody yet
staff-report-no-due = not set
staff-report-secret = confidential
staff-report-named = { $name }, { $phone }
staff-report-fact = { $at }: { $text }
staff-report-note = { $at }, { $by }: { $text }
staff-report-none-alike = No other report is near in place and time.
staff-report-alike = ⚠️ Perhaps about the same: { $numbers }
staff-report-unknown = There is no report { $number } at this office.
staff-report-no-officer = { $name } is no supervision officer. See names and roles with /petugas.
staff-report-end-ask = End the report { $number }? It and its files are deleted { $days } days later. The reporter is told only: done.
staff-report-taken = { $officer } is already dealing with report { $number }. To hand it over: /laporan { $number } untuk, then the officer's name.
staff-report-ended = Report { $number } has ended. To take it up again: /laporan { $number } untuk, then the officer's name.
staff-report-handed = 🔒 { $officer } deals with report { $number } now, says { $by }.
staff-report-unheard = ⚠️ { $officer } has not been told, having never opened /laporan in a private chat with the bot. Please tell them yourself.
staff-report-past = { $date } is over. Write today's date or a later one.
staff-report-asked = ✅ The question was sent to the reporter of { $number }. The answer will be added to the report.
staff-reports-export = 🔒 { $count } reports. Keep them in a safe place, and delete them when they are not needed any more.
staff-reports-due =
    🔒 Reports whose date is today or over ({ $count }):
    { $numbers }
staff-reports-lately =
    Reports on foreign nationals: { $received } received, { $answered } first followed up (after { $answer-hours } hours on average), { $ended } ended, { $open } open, { $late } of them past their date
staff-reports-month =
    Reports on foreign nationals, { $month }

    Received: { $received }
    First followed up: { $answered } (after { $answer-hours } hours on average)
    Ended: { $ended }
    Open now: { $open }, past their date: { $late }
report-sheet = Reports
report-map = https://maps.google.com/?q={ $latitude },{ $longitude }
report-column-number = Number
report-column-made = Reported ({ $zone })
report-column-what = Kind
report-column-place = Place
report-column-map = Map
report-column-when = When it was
report-column-details = What was seen
report-column-reporter = Reporter
report-column-phone = Reporter's number
report-column-state = State
report-column-officer = Officer
report-column-due = Due
report-column-facts = Added by the reporter
report-column-notes = Officers' notes
report-column-ended = Ended ({ $zone })
staff-usage-laporan =
    /laporan, /laporan semua, /laporan ekspor november 2026
    /laporan WNA-7K3M-9QXD
    /laporan WNA-7K3M-9QXD catatan sudah didatangi
    /laporan WNA-7K3M-9QXD tenggat 30-11-2026
    /laporan WNA-7K3M-9QXD untuk Rina
    /laporan WNA-7K3M-9QXD tangani
    /laporan WNA-7K3M-9QXD tanya berapa orang yang terlihat?
    /laporan WNA-7K3M-9QXD selesai
choice-report-take = I take it
choice-report-end = Done
