# The staff's broadcasts: to whom, preview, progress, report.

staff-broadcast-whom =
    A broadcast for which service date?

    Or write it in one line:
    /siarkan 30-11-2026 08:00 = Tomorrow we open at 09:00.
staff-broadcast-card =
    A broadcast for: { $line }
    So far: { $total } people. { $amounts }
    { $left-out }

    Narrow it with the buttons, or choose Write the text. In one line:
    /siarkan { $line } = your text
staff-broadcast-write =
    All right, { $name }. Write the text as your next message in this chat, within 15 minutes.

    For: { $line }
    You may use { $known }.
staff-broadcast-tried = This is what applicants would see, with sample data. It has been sent to nobody.
staff-broadcast-nobody =
    ❌ There is nobody to write to: { $line }
    { $left-out }
staff-broadcast-placeholder =
    ❌ { $found } is not known. { $meant }
    You may use { $known }.
staff-broadcast-placeholder-unfit =
    ❌ { $found } says nothing to these people: { $line }
    You may use { $known }.
staff-broadcast-meant = Did you mean { $meant }?
staff-broadcast-unmeant = Please check the spelling.
staff-broadcast-preview =
    Preview of a broadcast, not sent yet

    To: { $line }
    Sent: { $when }
    People: { $total }
    { $amounts }
    { $left-out }
    { $files }

    { $looks }
staff-broadcast-now = now
staff-broadcast-time = • { $channel }: { $count } people, { $time }
staff-broadcast-amount = { $channel }: { $count }
staff-broadcast-seconds = about { $count } seconds
staff-broadcast-minutes = about { $count } minutes
staff-broadcast-hours = about { $count } hours
staff-broadcast-all-reached = All of them can be reached.
staff-broadcast-left-out =
    Can't be reached: { $total } people
    { $lines }
staff-unreached-no-chat = • { $count } without a chat (walked in, or booked at the counter)
staff-unreached-news-stopped = • { $count } who want no news
staff-unreached-no-bulk = • { $count } on a linked WhatsApp device, which may not be used for broadcasts
staff-unreached-window = • { $count } on WhatsApp who have not written for more than 24 hours, without an approved template
staff-unreached-not-served = • { $count } on an account that has never run
staff-broadcast-no-file = No picture and no document.
staff-broadcast-picture = With this picture.
staff-broadcast-document = With the document { $name }.
staff-broadcast-file-left-out = • on { $channel } it can't be shown (too large there), so the text goes alone
staff-broadcast-file-late = • on { $channel }, who has not written for 24 hours gets the template, without picture or document
staff-broadcast-file-refused =
    ❌ No broadcast was made: the file can't be used.
    { $problem }
staff-broadcast-look =
    This is how it looks on { $channels }:

    { $text }
staff-broadcast-begins = ✅ Broadcast { $id } begins in some seconds. Its progress appears in this chat.
staff-broadcast-scheduled = ✅ Broadcast { $id } is scheduled: { $at }. Its people are looked up then. All broadcasts: /siarkan daftar

staff-broadcast-progress =
    📢 Broadcast { $id }: { $bar } { $percent }%

    Sent { $sent } of { $total }, failed { $failed }, uncertain { $unknown }, left { $left }
    { $pace }
staff-broadcast-pace = { $speed } messages a second, done at about { $end }.
staff-broadcast-no-pace = The speed is being measured.
staff-broadcast-report =
    ✅ Broadcast { $id } is done.

    Sent { $sent } of { $total }, failed { $failed }, uncertain { $unknown }
    { $reasons }
    { $left-out }
staff-broadcast-no-failures = Nothing failed.
staff-broadcast-failures =
    Why it failed:
    { $lines }
staff-broadcast-failure = • { $count }: { $reason }
failure-blocked = blocked by the person
failure-no-chat = the account or chat is no more
failure-expired = too late, not sent any more
failure-given-up = the platform took nothing for a day
failure-file-gone = the picture or document has been erased
staff-broadcast-paused = ⏸ Broadcast { $id } is paused. Sent { $sent } of { $total }, left { $left }. What is in the queue already, some hundreds at the most, still goes out.
staff-broadcast-goes-on = ▶ Broadcast { $id } goes on. Sent { $sent } of { $total }, failed { $failed }.
staff-broadcast-stop-ask = Stop broadcast { $id }? Sent { $sent } of { $total }. A stopped one can't go on.
staff-broadcast-stopped = ⏹ Broadcast { $id } is stopped. Sent { $sent } of { $total }. What is in the queue already still goes out.
staff-broadcast-not-so = Broadcast { $id } { $status }, so that changes nothing.
staff-broadcast-unknown = ❌ There is no broadcast { $id }. See the list: /siarkan daftar
broadcast-status-waiting = waits for its time
broadcast-status-running = is being sent
broadcast-status-paused = is paused
broadcast-status-stopped = has been stopped
broadcast-status-done = is done
staff-broadcasts =
    Broadcasts that have not ended:

    { $lines }
staff-broadcasts-none = No broadcast waits or is being sent.
staff-broadcasts-line =
    { $id }: { $status }
    To: { $line }. By: { $by }
    Sent: { $at }
    Sent { $sent } of { $total }, failed { $failed }

staff-usage-siarkan =
    Examples:
    /siarkan (step by step)
    /siarkan 30-11-2026 = Hello {"{nama}"}, your appointment on {"{tanggal}"} stands.
    /siarkan 30-11-2026 08:00 terdaftar = text
    /siarkan 30-11-2026 sampai 04-12-2026 lewat telegram en = text
    /siarkan siap-diambil = Your passport is ready, {"{nama}"}.
    /siarkan 30-11-2026 menunggu = text
    /siarkan semua berita = text
    /siarkan 30-11-2026 kirim besok 07:00 = text
    /siarkan coba = text (to you alone)
    /siarkan daftar, /siarkan jeda ID, lanjut ID, stop ID, ulang ID

    States of a booking: terdaftar, belum-setuju (not confirmed), batal, tidak-hadir; the waiting list: menunggu.
    Stages of a passport: belum-bayar (unpaid), kurang-berkas (sent back), dicetak (paid, not ready), siap-diambil (ready). Without a date: all at that stage; with dates: those who came on them. A session is for bookings alone.
    At most 1000 characters, sent within 30 days.

choice-broadcast-list = All broadcasts
choice-broadcast-all = All dates
choice-broadcast-write = Write the text
choice-broadcast-pause = Pause
choice-broadcast-go-on = Go on
choice-broadcast-stop = Stop
choice-broadcast-again = Send failed again
choice-broadcast-end = Stop { $id }
choice-audience-booked = Only booked
choice-audience-held = Only held
choice-audience-waiting = Waiting list
choice-audience-unpaid = Unpaid
choice-audience-sent-back = Sent back
choice-audience-in-production = In production
choice-audience-ready = Ready to collect
choice-audience-channel = On { $channel }
