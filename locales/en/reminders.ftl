# Reminders to those who are booked, and answers to those who did not come.

reminder-tomorrow =
    🔔 Your appointment is tomorrow

    { reminder-facts }

    Are you still coming? If not, choose Cancel booking, so that somebody else can use your place.

reminder-today =
    🔔 Your appointment is today

    { reminder-facts }

reminder-facts =
    { $name }
    Booking code: { $code }

    { $date }, { $hour }
    { $place }
    Please come { $early } minutes early.

    { reminder-papers }

reminder-papers =
    Bring the originals and A4 copies:
    • e-KTP
    • Family card (KK)
    • One of: birth certificate, marriage certificate (buku nikah), school diploma (ijazah) or baptism certificate
    • Your old passport, if there is one
    For a child's passport and other cases, send #syarat.

coming-noted =
    ✅ THANK YOU, WE EXPECT YOU
    { $name }, { $date }, { $hour }.

    Please come { $early } minutes early and show this code: { $code }

no-show =
    ❌ NOT ATTENDED
    Booking { $code } for { $name } on { $date }, { $hour } is forfeited, because it was recorded as missed.

    You can book again from { $free }. If you did come, please ask the staff at the office.

cooling-down =
    { -not-booked }
    Your last booking was recorded as missed. So that no place is wasted, you can book again from { $date }.

    Please send your request again from that date. If you did come, please ask the staff at the office.

choice-coming = I am coming
