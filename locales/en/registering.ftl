# Booking step by step (#daftar).

ask-name =
    Step 1 of 4: name

    Write the applicant's full name, as on the identity card or birth certificate.
ask-birth-date =
    { $known }

    Step 2 of 4: date of birth

    Write the applicant's date of birth, such as 25-01-1987 or 25 January 1987.
ask-service-date =
    { $known }

    Step 3 of 4: service date, the day you come to the office

    { $next }

    Choose a date, or write another one.
ask-session =
    { $known }

    Step 4 of 4: session

    { $hours }

    Choose a session, or write the hour.
ask-sure =
    Please check these details. No place is held yet.

    { $known }

    If they are right, choose Hold this place or answer YES. If something is wrong, choose what to change.
ask-again =
    { $problem }

    { $question }
ask-which-date =
    { $found } can be read in more than one way. Which date do you mean?

known-name = Name: { $name }
known-birth-date = Date of birth: { $date }
known-service-date = Service date: { $date }
known-session = Session: { $hour }
known-session-any = Session: the earliest with a place left

step-mistake =
    Please check the { $field }. { $reason }
    You wrote: { $found }

with-reminder =
    { $answer }

    { $reminder }
draft-waiting = Your registration is not finished; your answers so far are kept.
draft-stopped =
    The registration was stopped. No place is held.

    You can start again at any time by sending #daftar.
draft-none = No registration is in progress.

number-kept = Thank you. We have received your number, { $phone }. It is used for bookings from this chat.

choice-register = Book
choice-continue = Continue booking
choice-afresh = Start again
choice-stop = Stop
choice-back = Back
choice-book-draft = Hold this place
choice-correct-name = Change name
choice-correct-birth-date = Change date of birth
choice-correct-service-date = Change service date
choice-correct-session = Change session
choice-any-session = Any session
choice-session-left = { $hour }: { $left } left
