# The emergency service's referral letter: the words on its paper, and the page on which it is verified.
referral-head =
    Ministry of Immigration and Corrections
    Republic of Indonesia
    Directorate General of Immigration
    { $office }
referral-title = LETTER OF REFERRAL
referral-number = Number: { $number }
referral-opening = The undersigned, an officer of the Emergency Services of { $office }, certifies that:
referral-value = { $value }
referral-patient = Patient's name
referral-age = Age
referral-condition = Condition
referral-place = Cared for at
referral-departure = Departure planned
referral-case = Case number
referral-closing =
    is being served by us at the place of care for the issue of a passport, in order to be referred abroad for treatment. Those concerned are kindly asked for their help.

    This letter is valid until { $until } and is made out to be used as appropriate.
referral-day = { $date }
referral-role = Officer, Emergency Services
referral-verify =
    Whether this letter is genuine can be checked with the QR code beside this text, or at:
    { $url }
    That page shows the letter's number, date and validity only.
referral-verify-here = Whether this letter is genuine can be checked at our office by its number.
referral-copy = COPY NO. { $copy }

letter-title = Check a letter
letter-valid = ✅ LETTER VALID
letter-over = ❌ LETTER NO LONGER VALID
letter-withdrawn = ❌ LETTER WITHDRAWN
letter-number = Number
letter-day = Date of the letter
letter-until = Valid until
letter-value = { $date }
letter-same = Compare this number and date with those on the letter.
letter-unknown = ❌ LETTER NOT FOUND
letter-unknown-why = There is no letter with this code, or it is no longer kept. Please ask the office.
