# Answers to #cek.

check-booked =
    { -booked }

    { booked-facts }

    Please show this booking code when you come. To move it to another date or session, send #ubah. To cancel it, send #batal.

check-arrived =
    ✅ YOU HAVE ARRIVED
    We have noted that you are here.

    { booked-facts }

    Please watch the board for your queue number.

check-none =
    { -not-booked }
    There is no booking under your number yet.

    To book, send #daftar, or everything in one line: name, date of birth and service date. Example:
    { $example }

unknown =
    ❌ NOT FOUND
    There is no booking with that code under your number.

    Please check the code, or send #cek to see your booking.

mistyped =
    ❌ CODE NOT RECOGNISED
    A letter or digit in { $code } is not right.

    Please copy the code from our confirmation, or send #cek without a code.
