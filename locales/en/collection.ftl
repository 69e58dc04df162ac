# Collecting the passport: ready, reminders, and cancelled because nobody came for it.

passport-ready =
    ✅ PASSPORT READY
    { $name }

    { $place }
    Collection counter. Collect it by { $until }.

    { collection-papers }

passport-waits =
    ✅ PASSPORT READY
    { $name }

    It has been ready since { $ready } and nobody has come for it. Collect it by { $until }; days left: { $left }.

    { $place }
    Collection counter.

    { collection-papers }

passport-waits-last =
    ✅ PASSPORT READY
    { $name }

    This is the last reminder. Days left to collect it: { $left }, until { $until }. After that it is cancelled, and the fee can't be paid back.

    { $place }
    Collection counter.

    { collection-papers }

    If you can't come, let your family or somebody else collect it with the papers above.

passport-cancelled =
    ❌ PASSPORT CANCELLED
    { $name }

    It had been ready since { $ready }, and nobody came for it until { $until }. By the rules it is cancelled, and the fee can't be paid back.

    To apply again, send #daftar. If there is a mistake, ask an officer:
    { $place }

collection-papers =
    What to bring:
    • You yourself: the receipt and your KTP
    • Family: also the family card (KK)
    • Somebody else: also a letter of authority

passport-in-production =
    ⏳ PASSPORT BEING MADE
    { $name }

    Amount: { $amount }, paid. Proof number: { $proof }
    { $ready }
passport-ready-from = The passport should be ready on { $date }.
passport-ready-soon = The passport should be ready in a few working days.

passport-collected =
    ✅ PASSPORT COLLECTED
    { $name }

    { $by } If that is wrong, tell an officer at the office at once.
    Thank you, and have a good journey.
collected-by-applicant = You collected it yourself.
collected-by-family = Your family collected it: { $name }.
collected-by-other = { $name } collected it with a letter of authority.

passport-unknown =
    ❌ NO APPLICATION YET
    No passport application is under way for your number. It begins when you come to the office with your booking code.
passport-no-number =
    To show your application we need your own phone number. Press the button below.
