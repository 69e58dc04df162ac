# Fees (#biaya). The figures come from the office's configuration.

fees =
    What a passport costs today:
    { $fees }

    You pay after the interview and photo, at a bank or post office, with a 15-digit payment code from the officer. The code is valid for 7 days.
    Officers never ask for money by chat.
fees-none = The fees are not available here yet. Please ask an officer at the office. Officers never ask for money by chat.

fee-line = • { $product }: { $fee }
fee-line-free = • { $product }: free

product-plain-5-years = Regular passport, 5 years
product-plain-10-years = Regular passport, 10 years
product-electronic-5-years = Electronic passport, 5 years
product-electronic-10-years = Electronic passport, 10 years
product-same-day = Same-day service (additional fee)
product-migrant-worker-first = First passport of a migrant worker (PMI)
product-lost = Replacing a lost passport (additional fee)
product-damaged = Replacing a damaged passport (additional fee)
