# The steps in the office (#alur).

procedure =
    The steps in the immigration office

    1. Come { $early } minutes before your session. Show your booking code or QR at the queue machine (mesin antrian WA). It prints your queue number, such as A012.
    2. Fill in the Perdim 11 form.
    3. Customer Service (CS) checks your papers. If they are complete, you get a counter number. If not, the officer tells you what is missing.
    4. Interview and photo at the counter.
    5. Pay at a bank or post office.
    6. The passport is ready 3 working days after payment. Collect it at the collection counter with your payment proof and identity card (KTP).

    If a family member collects it, they also bring the family card (KK). If somebody else does, they also bring a letter of authority (surat kuasa).
    A passport that is not collected within a month is cancelled, and the fee is not refunded.

    People aged 60 and over, children under 5, pregnant women and people with disabilities may come without a booking.
