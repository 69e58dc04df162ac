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
    • Come { $early } minutes before the time that was set.
    • Papers that are incomplete or wrong will be sent back.
    • Make sure that all personal data is identical on every document.

booked =
    { -booked }

    { booked-facts }

    { rules }

    Please keep this message. To see it again send #cek, to move it #ubah, to cancel it #batal.

already-booked =
    { -booked }
    You have approved this booking before. Nothing has changed.

    { booked-facts }

    { rules }

    To see it again send #cek, to move it #ubah, to cancel it #batal.

wrong-approval =
    { -waiting }
    That code does not fit yet. Please check the approval code in our earlier message and send it again, or choose Approve.

    Tries left: { $tries }.
    Your place is still held until { $until }.

hold-ended =
    { -not-booked }
    The approval code did not fit after { $tries } tries, so the place has been released.

    To book again, copy this line and send it:
    { $line }

lapsed =
    { -not-booked }
    The time to approve has run out ({ $until }), so the place has been released.

    To book again, copy this line and send it:
    { $line }

none-pending =
    { -not-booked }
    No request is waiting for an approval in this chat.

    To see your booking send #cek. To book, look at #jadwal first.

several-pending =
    { -waiting }
    Several requests are waiting for an approval. Send the approval code of the one that you approve, or choose its booking code.

    { $bookings }
pending-line = { $code }: { $name }, { $date }, approval code { $approval }
pending-line-elsewhere = { $code }: { $name }, { $date }

other-chat =
    { -waiting }
    This approval code belongs to another chat. Please send it from the chat in which you booked.
