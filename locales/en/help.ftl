# Help, and messages that were not understood.

help =
    Passport queue of { $office }

    • See the dates with places left: #jadwal
    • Book: send your name, date of birth and service date, as in the example below.
    • Approve with the code that we send. You then get a booking code.
    • See your booking: #cek
    • Cancel your booking: #batal

    Example of a booking:
    { $example }

    Lost or damaged passports and changes of data are handled at the office.
    Officers never ask for money by chat.

unclear = Sorry, we could not understand your message. Send #jadwal to see the dates, or #bantuan to see how to book.
unclear-nearest = Did you mean #{ $word }?
unsupported = Sorry, we can only read text messages here. Please write your message, or send #bantuan.
