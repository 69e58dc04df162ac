# Bills (SIMPONI): made, about to lapse, lapsed.

bill-made =
    ⏳ WAITING FOR YOUR PAYMENT
    { $name }

    Product: { $product }
    Amount: { $amount }
    Billing code (15 digits):
    { $code }
    Please pay by { $until }.

    Pay with this code at a bank, a post office, an ATM or in your bank's app, and keep the receipt: you need it to collect the passport.
    { bill-never }

bill-lapses-soon =
    ⏳ WAITING FOR YOUR PAYMENT
    { $name }

    Your billing code lapses soon: it is valid until { $until }.
    Product: { $product }
    Amount: { $amount }
    Billing code (15 digits):
    { $code }

    If you have paid, there is no need to answer: the bank's proof may take a while to reach us.
    { bill-never }

bill-lapsed =
    ❌ BILLING CODE LAPSED
    { $name }

    The code { $code } was valid until { $until } only and can't be used any more. Please do not pay with it.

    Ask an officer at the office for a new one, and bring your KTP:
    { $place }

    If you paid before that day, show the receipt to an officer.

bill-never = Officers never ask for money by chat.
bill-on-paper = (see the paper from the officer)
