# Help, and messages that were not understood.

help =
    Passport queue of { $office }

    • See the dates with places left: #jadwal, or #jadwal December
    • Book step by step: #daftar
    • See your booking: #cek
    • Move to another date or session: #ubah
    • Cancel your booking: #batal
    • Wait for a place on a full date: #tunggu
    • At the office, your queue number: #antrian
    • Your bill and your passport: #bayar, #paspor
    • Papers to bring: #syarat
    • Fees: #biaya
    • Address and service hours: #lokasi
    • Report a foreign national: #lapor
    • The steps in the office: #alur
    • A patient who can't come: #darurat
    • Make sure that this chat is official: #cekresmi
    • Bahasa Indonesia: #bahasa id

    You can also book with one line: name, date of birth and service date. Example:
    { $example }
    We answer with an approval code. Send it back, and you get a booking code.

    Lost or damaged passports and changes of data are handled at the office.
    Officers never ask for money by chat.

unclear = Sorry, we could not understand your message. Send #jadwal to see the dates with places left, or #bantuan to see how to book.
unclear-nearest = Did you mean #{ $word }?
rude = Sorry if something has upset you. We would like to help: send #bantuan to see all that can be done here, or #jadwal for the dates with places left.
unsupported = Sorry, we can only read text messages here. Please write your message, or send #bantuan.
unsupported-sticker = Thank you! We can't read stickers yet. Please choose one, or send #bantuan.
unsupported-voice = Sorry, we can't listen to voice messages yet. Please write your message, or send #bantuan.
unsupported-photo = Sorry, we can't read photos, and there is no need to send any. For your safety, please do not send photos of your identity card (KTP) or passport by chat.
unsupported-document = Sorry, we can't read files, and there is no need to send any. Your papers are checked at the office; for the list, send #syarat.
unsupported-location = Thank you, but we do not need your location. For the office's address, send #lokasi.
unsupported-contact = Sorry, that contact is not your own number. To book, please use your own number.
unsupported-story = Sorry, your message is too long for us to understand. Please send one request only, such as #daftar or #bantuan.

# Forwarded messages.
forwarded = A forwarded message may be someone else's, so we do not act on it. Please write your own request, or choose:
forwarded-line =
    { -not-booked }
    A forwarded message may be someone else's, so we have not acted on it.

    If this booking is for you, copy this line and send it:
    { $line }
choice-book-forwarded = Yes, book it
