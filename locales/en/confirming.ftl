# The approval, and the confirmation with its six rules.

booked-facts =
    Name: { $name }
    Booking code:
    { $code }

    { $date }, { $hour }
    { $place }

rules =
    Rules:
    • You must use your own number.
    • You must bring the original documents.
    • The booking code must be shown when you come to the immigration office.
    • Come { $early } minutes before your appointment.
    • Incomplete or incorrect papers will be returned.
    • Make sure that all personal data is identical on every document.

booked =
    { -booked }

    { booked-facts }

    { rules }

    Please keep this message. To see it again, send #cek. To move the booking, send #ubah. To cancel it, send #batal.

already-booked =
    { -booked }
    You have already approved this booking. Nothing has changed.

    { booked-facts }

    { rules }

    To see it again, send #cek. To move the booking, send #ubah. To cancel it, send #batal.

wrong-approval =
    { -waiting }
    That code does not match. Please check the approval code in our earlier message and send it again, or choose Approve.

    Tries left: { $tries }.
    Your place is still held until { $until }.

hold-ended =
    { -not-booked }
    The approval code did not match after { $tries } tries, so the place has been released.

    To book again, copy this line and send it:
    { $line }

lapsed =
    { -not-booked }
    The time to approve ended at { $until }, so the place has been released.

    To book again, copy this line and send it:
    { $line }

none-pending =
    { -not-booked }
    No request is waiting for your approval in this chat.

    To see your booking, send #cek. To book, send #daftar.

several-pending =
    { -waiting }
    Several requests are waiting. Send the approval code of the one you approve, or choose it below.

    { $bookings }
pending-line = { $code }: { $name }, { $date }, approval code { $approval }
pending-line-elsewhere = { $code }: { $name }, { $date }

other-chat =
    { -waiting }
    This approval code belongs to another chat. Please send it from the chat in which you booked.
