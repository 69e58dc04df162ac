# WhatsApp as a linked device: the applicant's number, news for the staff, and the page for linking.

whatsapp-share-how =
    We can't see your number. To let us know it, send your own contact card in this chat:
    tap 📎, choose *Contact*, then choose your name.

whatsapp-logged-out =
    ⚠️ The office's WhatsApp ({ $account }) is cut off: the office's phone unlinked this device.
    What is still to be sent is kept. Please link it again; the code is on the server's screen.
whatsapp-banned =
    ⛔ WhatsApp restricts the office's number ({ $account }) until { $until }.
    Nothing is sent until then; waiting messages are kept. Please send applicants to another channel.
whatsapp-replaced =
    ⚠️ Another program uses the session of the office's WhatsApp ({ $account }), so it is cut off here.
    Please stop the other program. Waiting messages are kept.
whatsapp-outdated =
    ⚠️ WhatsApp no longer takes this version of the program ({ $account }). Please upgrade it and start it again.
    Waiting messages are kept.
whatsapp-refused =
    ⚠️ WhatsApp refuses the connection of the office's number ({ $account }). Please look at the office's phone.
    We try again every few minutes; waiting messages are kept.

whatsapp-pair-title = Link the office's WhatsApp
whatsapp-pair-scan = On the office's phone: open WhatsApp → Linked devices → Link a device, then scan this code.
whatsapp-pair-type = Or choose “Link with phone number only”, then type this code:
whatsapp-pair-wait = The code is being prepared. This page refreshes by itself.
whatsapp-pair-linked = 🔗 LINKED. The office's phone is connected; you can close this page.
whatsapp-pair-used = This link has been used or is not valid. A new one is on the server's screen.
whatsapp-pair-open =
    WhatsApp { $account } is not linked yet. Open this page (works once) in a browser on this machine:
    { $url }
whatsapp-pair-typed = The code to type on the office's phone ({ $account }): { $code }
