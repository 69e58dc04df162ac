# The office's pages: signing in, devices, and what all pages share.

room-service = Passport queue
room-away = There is no connection to the system. This page comes back by itself.
room-needs-script = This page needs JavaScript. Switch it on, then open the page again.
room-sign-out = Sign out
room-sign-in = Sign in (staff)
room-sign-in-how = Send /masuk in a private chat with the office's bot. It answers with a code for one sign-in.
room-sign-in-button = Sign in
room-pair = Pair a device
room-pair-how = A supervisor sends /perangkat tambah in the staff chat. Type the code of the bot's answer here.
room-pair-button = Pair
room-code = Code
room-code-hint = Eight letters and digits, such as K7MX2QLD
room-code-wrong = This code is not valid. A code is good once and for five minutes; ask for a new one with /masuk.
room-pair-wrong = This code is not valid. A code is good for one device and 15 minutes; ask for a new one with /perangkat tambah.
