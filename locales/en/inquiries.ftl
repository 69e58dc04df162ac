# What applicants ask the staff, and what the staff write to applicants through the bot.

choice-ask-staff = Ask the staff
inquiry-asked = 📨 We have passed your message on to the staff. Their answer comes in this chat during office hours.
inquiry-gone = That message is not kept any more. Please write your question again, then choose Ask the staff.

office-letter =
    📨 A message from the staff of { $office } about booking { $code }:

    { $text }

    You can answer in this chat. The staff never ask for money in a chat.
office-answer =
    📨 The staff of { $office } answer your question:
    "{ $question }"

    { $text }

    You can answer in this chat. The staff never ask for money in a chat.

cancelled-by-office =
    ❌ CANCELLED
    Booking { $code } for { $name } on { $date }, { $hour }, was cancelled by the staff.
    { $reason }

    You can book again: send #jadwal to see the dates with places left.
cancelled-why = Reason: { $reason }
cancelled-no-reason = If you have a question, please answer this message or come to the office.

blocked =
    { -not-booked }
    We are sorry: you can't book by chat at the moment.
    The staff's reason: { $reason }

    If this is a mistake, please come to the office with your identity card. The staff will look into it with you.
blocked-until =
    { -not-booked }
    We are sorry: you can't book by chat until { $date }.
    The staff's reason: { $reason }

    If this is a mistake, please come to the office with your identity card. The staff will look into it with you.
