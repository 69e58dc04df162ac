# Help, and messages that were not understood.

help =
    Passport queue of { $office }

    • See the dates with places left: #jadwal, or #jadwal December
    • Book step by step: #daftar
    • See your booking: #cek
    • Move to another date or session: #ubah
    • Cancel your booking: #batal
    • Papers to bring: #syarat
    • Fees: #biaya
    • Address and service hours: #lokasi
    • The steps in the office: #alur
    • Is this chat official: #cekresmi
    • Bahasa Indonesia: #bahasa id

    You can also book with one line: name, date of birth, service date. Example:
    { $example }
    Approve with the code that we send. You then get a booking code.

    Lost or damaged passports and changes of data are handled at the office.
    Officers never ask for money by chat.

unclear = Sorry, we could not understand your message. Send #jadwal to see the dates, or #bantuan to see how to book.
unclear-nearest = Did you mean #{ $word }?
rude = Sorry if something has upset you. We would like to help: send #bantuan for all that can be done here, or #jadwal for the dates with places left.
unsupported = Sorry, we can only read text messages here. Please write your message, or send #bantuan.
unsupported-sticker = Thank you! We can't read stickers yet. Please choose, or send #bantuan.
unsupported-voice = Sorry, we can't listen to voice messages yet. Please write your message, or send #bantuan.
unsupported-photo = Sorry, photos are not read here and need not be sent. For your safety, do not send photos of your KTP or passport by chat.
unsupported-document = Sorry, files are not read here and need not be sent. Papers are checked at the office; the list is in #syarat.
unsupported-location = Thank you, we do not need your location. The office's address is in #lokasi.
unsupported-contact = Sorry, that contact is not your own proven number. To book, please use your own number.
unsupported-story = Sorry, your message is too long for us to understand. Please send one request only, such as #daftar or #bantuan.
