# The number in line at the office (#antrian), and the news of it.

queue-waiting =
    ⏳ WAITING TO BE CALLED
    Your queue number: { $number }
    Line: { $lane }

    { $before }
    { $wait }

    { $alarm }
    As of { $at }.

queue-before = People before you: { $count }.
queue-next = You are next.
queue-wait = Estimated wait: { $least } to { $most } minutes.
queue-wait-unknown = There is no estimate yet.
queue-alarm = We tell you when people before you: { $count }. Another number? Send, for example, #antrian 8.
queue-again = Send #antrian with that number again to see what has changed.
choice-queue-alarm = Tell me at { $count }

queue-near =
    ⏳ ALMOST YOUR TURN
    Number { $number }, line { $lane }.

    { $before }
    { $wait }

    Please be in the waiting room, with your papers ready.

queue-called =
    ✅ YOUR TURN
    Number { $number }: please go to { $desk } now.
queue-called-again =
    ✅ YOUR TURN
    Number { $number } is called again: please go to { $desk } now.
queue-serving =
    ✅ BEING SERVED
    Number { $number } at { $desk }.
queue-over =
    ✅ DONE
    Number { $number } is done.

    To see how far your application is, send #cek.
queue-withdrawn =
    ❌ NUMBER NO LONGER VALID
    Number { $number } was withdrawn, because the stage of your application has changed.

    To see the stage, send #cek. Still at the office? Ask an officer.

queue-skipped =
    ⏳ YOUR NUMBER WAS SKIPPED
    Number { $number } was called, but you were not there. Don't worry: it is called again after this many people: { $count }.

    Please wait near the line { $lane }.
queue-missed =
    ❌ NUMBER IS OVER
    Number { $number } was called several times, and you did not come.

    Still at the office? Show your booking code at the queue machine to get a new number today, or ask an officer.

queue-none =
    ❌ NO QUEUE NUMBER YET
    You get a queue number at the office: show your booking code at the queue machine when you come. Then send #antrian to see your place.

    No booking yet? Send #daftar.
queue-number-unknown =
    ❌ NO SUCH NUMBER
    There is no number { $number } today. Please check the number on your paper, such as A012.
queue-no-number =
    To show your place in line we need your own phone number. Press the button below, or send the number on your paper, such as #antrian A012.
