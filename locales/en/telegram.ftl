# Telegram: the menu, the button for the number, and the answer in groups.

telegram-menu-schedule = Dates with places left
telegram-menu-register = Book step by step
telegram-menu-check = See your booking
telegram-menu-move = Move to another date or session
telegram-menu-cancel = Cancel your booking
telegram-menu-requirements = Papers to bring
telegram-menu-help = Help and how to book
telegram-share-phone = 📱 Send my number
telegram-share-how = Press the button below the message field to send your number.
private-only = This service works in a private chat only, so that nobody else sees your data. Please write to this bot directly.
