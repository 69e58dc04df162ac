# A request for a place: held for a while, refused with its reason, or not readable yet.

held-facts =
    Name: { $name }
    Date of birth: { $birth }
    Mobile number: { $phone }
    Service date: { $date }
    Session: { $hour }

held =
    { -waiting }

    { held-facts }

    Approval code:
    { $approval }

    Please check the details above. If they are right, send that code or choose Approve. If not, choose Cancel, then book again.
    This place is held for you until { $until }.

held-elsewhere =
    { -waiting }

    { held-facts }

    This place is held for you until { $until }. Please approve it from the chat in which you asked for it.

sender-has-held =
    { -waiting }
    Your earlier request is still waiting, so the new one was not processed.

    { held-facts }

    Approval code:
    { $approval }

    If this is right, send that code or choose Approve before { $until }. To change it, choose Cancel, then book again.

sender-has-booked =
    { -booked }
    This number already has a booking, so the new request was not processed.

    { booked-facts }

    { $limit }
    To move it to another date or session, send #ubah. To cancel it, send #batal.

limit-one = One number can have only one active booking.
limit-dependants = One number can have only one active booking. One more is possible for a child under { $under } or a person aged { $over } or over.

sender-has =
    This number already has a booking, so the new request was not processed.

    To see it, send #cek. To cancel it, send #batal.

person-has =
    { -not-booked }
    This request was not processed, because the person with this name and date of birth already has a booking. One person can have only one active booking.

    If that booking is yours, send #cek from the number you booked with. If you have never booked, please contact an officer at the office.

no-phone =
    { -not-booked }
    To book, we need your own mobile number. One number can have only one booking, so that touts can't take all the places.

    Share your number with the button in this chat. If there is no button, please book from a chat that shows your number, such as WhatsApp. You can see the open dates here: send #jadwal.

no-place =
    { -not-booked }
    { $problem }

    { $next }

no-place-copy =
    { -not-booked }
    { $problem }

    { $next }

    To book, choose one of these, or copy this line and send it:
    { $line }

session-full =
    The { $hour } session on { $date } is full. The sessions on that date:
    { $hours }
session-none =
    There is no { $hour } session on { $date }. The sessions on that date:
    { $hours }
session-over =
    It is too late to reach the { $hour } session on { $date } in time. The sessions on that date:
    { $hours }

# A line that can't be read yet.
mistake =
    { -not-booked }
    Please check the { $field }. { $problem }

    Copy this line, put in your own details, and send it:
    { $line }
mistake-which =
    { -not-booked }
    Please check the { $field }. { $problem }

    { $options }

    Copy the line that is right and send it.
reading =
    { $date }:
    { $line }

field-name = name
field-birth-date = date of birth
field-service-date = service date
field-session = session
field-format = format of your message

mistake-missing = This part is missing.
mistake-unreadable = We could not read this part.
mistake-ambiguous = This part can be read in more than one way.
mistake-impossible = This date is not in the calendar, or not possible.
mistake-too-short = This name is too short.
mistake-digits = A name can't contain digits.
mistake-rude = Please write the name as in the passport or identity card.
mistake-future = A date of birth can't be in the future.
mistake-too-many = There are too many parts between # signs.
mistake-not-separated = The name and the dates need a # sign between them.
mistake-no-session = There is no session at this hour on that date. You may leave the session out.
mistake-found = You wrote: { $found }
