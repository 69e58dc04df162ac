# The steps in the office (#alur).

procedure =
    The steps in the immigration office

    1. Come { $early } minutes before your session. Show your booking code or QR at the queue machine; it prints a queue number.
    2. Fill in the form Perdim 11.
    3. Customer Service (CS) checks your papers. If they are complete, you get a counter number. If not, the officer tells you what is missing.
    4. Interview and photo at the counter.
    5. Pay at a bank or post office.
    6. The passport is ready 3 working days after payment. Collect it at the collection counter with your payment proof and identity card (KTP).

    If your family collects it: bring the family card (KK) too. If somebody else does: a letter of authority.
    People of 60 and over, children under 5, pregnant women and people with disabilities may come without a booking.
