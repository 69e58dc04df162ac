# The kiosk in the lobby, its paper, and the ticket's page on a phone.

kiosk-title = Take a queue number
kiosk-welcome = Welcome
kiosk-welcome-how = Have you booked? Scan the QR from the chat, or type the code. Your queue number comes out at once.
kiosk-scan = Scan the QR
kiosk-scan-how = Show the QR from the chat to the camera.
kiosk-no-camera = The camera can't be used
kiosk-type = Type the booking code
kiosk-type-how = The booking code is in the confirmation, for example CBN-7K3M-9QXD.
kiosk-keys = Letters and digits
kiosk-erase = Erase one letter
kiosk-get-number = Take a number
kiosk-walk-in = Without a booking
kiosk-walk-in-how = Choose what fits you. An officer will check it. There is a limited number for each day.
kiosk-large = Large letters
kiosk-read-aloud = Read aloud
kiosk-back = Back
kiosk-done = Done
kiosk-working = One moment, please…
kiosk-turned-away = No number can be given yet. Please ask an officer.
kiosk-withdrawn = This machine is no longer in use
kiosk-withdrawn-how = Please use another machine, or ask an officer. For officers: pair this machine again with a code from /perangkat tambah.

kiosk-your-number = Your queue number
kiosk-lane = Lane { $lane }
kiosk-before =
    { $before ->
        [0] Nobody is before you
        [1] 1 person is before you
       *[other] { $before } people are before you
    }
kiosk-wait = You may wait { $least }–{ $most } minutes
kiosk-then-cs = Fill in the form Perdim 11, then wait for this number to be called.
kiosk-then-counter = Wait for this number to be called for interview and photo.
kiosk-then-collection = Have your proof of payment and KTP ready, and wait to be called.
kiosk-follow-page = Scan to follow this number on your phone
kiosk-follow-chat = To follow it, send #antrian { $number } to the office's chat
kiosk-at = { $moment }

kiosk-take-paper = Please take your paper.
kiosk-printing = Printing…
kiosk-failed = The paper has not come out yet.
kiosk-failed-how = We are trying again. This number stays yours.
kiosk-print-again = Print again
kiosk-without-paper = Without paper
kiosk-remember = Remember this number, or take a photo of this screen. You are in the queue.

kiosk-called =
    Number { $number } has been called
    Please go to { $desk } now.

kiosk-refused-no-code =
    This is no booking code
    A booking code looks like CBN-7K3M-9QXD and is in the confirmation in your chat. A queue number such as A012 need not be scanned.
kiosk-refused-mistyped =
    The code is not right yet
    A letter or digit is wrong. Compare it with the confirmation in your chat, and try again.
kiosk-refused-unknown =
    The code was not found
    Check the code again. Send #cek in the chat to see your booking, or ask an officer.
kiosk-refused-other-office =
    This code is for another office
    Please go to the office that is named in your confirmation.
kiosk-refused-cancelled =
    This booking was cancelled
    Send #jadwal in the chat to book again, or ask an officer.
kiosk-refused-lapsed =
    This booking never came to be, as it was not approved in time
    Send #jadwal in the chat to book again.
kiosk-refused-held =
    You have not approved this booking yet
    Open the chat and press Setuju, then scan again.
kiosk-refused-no-show =
    This booking is void, as its session is over
    Send #jadwal in the chat to book again, or ask an officer.
kiosk-refused-wrong-day =
    This booking is for { $date }
    Please come on that date. If it is over, send #jadwal in the chat to book again.
kiosk-refused-too-early =
    It is too early for your session
    Scan again from { $from } on. You are welcome to wait in the waiting room.
kiosk-refused-too-late =
    Your session ended at { $from }
    Send #jadwal in the chat to book again, or ask an officer.
kiosk-refused-not-ready =
    You need no queue number yet
    Your application: { $stage }. We tell you in the chat as soon as you are to come.
kiosk-refused-bill-lapsed =
    The time to pay this bill is over
    Ask an officer for a new billing code. You need no queue number.
kiosk-refused-late =
    The time to go on with this application is over
    Send #jadwal in the chat to book again, or ask an officer.
kiosk-refused-ended =
    This application is finished or over
    It is: { $stage }. Ask an officer if this is wrong.
kiosk-refused-no-category =
    This office does not take that group without a booking
    Send #jadwal in the chat to book, or ask an officer.
kiosk-refused-full =
    There are no more numbers for this group today
    Come tomorrow morning, or send #jadwal in the chat to book.
kiosk-refused-no-lane =
    There is no lane for this yet
    Please ask an officer.
kiosk-refused-over =
    Number { $number } is no longer valid
    Scan your booking code again for a new one, or ask an officer.

ticket-title = Queue ticket
ticket-number = Queue number
ticket-refreshes = This page refreshes by itself.
ticket-waiting = You are in the queue
ticket-called =
    Your number is being called
    Please go to { $desk } now.
ticket-serving =
    Being served at { $desk }
    If there is a next step, its number appears here.
ticket-done =
    Done in this lane
    Your application: { $stage }.
ticket-no_show =
    You were called but did not come
    Scan your code at the kiosk again, or ask an officer.
ticket-lapsed =
    This number is no longer valid
    Scan your code at the kiosk again.
ticket-past =
    This ticket is of another day
    A queue number is valid for one day.
ticket-unknown =
    The ticket was not found
    Open the address again from the QR on your paper.
