# The desk page, for officers.

desk-title = Desk
desk-value = { $value }
desk-choose = Choose your desk
desk-change = Another desk
desk-nobody = Nobody has been called yet
desk-waiting = Waiting
desk-next = Next
desk-call = Call next
desk-recall = Call again
desk-sit = Has come
desk-skip = Skip
desk-no-show = No-show
desk-transfer = Transfer
desk-to-lane = Transfer to lane
desk-finish = Finish without a note
desk-pause = Pause
desk-pause-why = Why the pause
desk-own-pause = Another reason
desk-resume = Go on
desk-paused = This desk pauses
desk-complete = Papers complete
desk-send-back = Not complete
desk-photographed = Photo done
desk-hand-over = Hand over passport
desk-auto = Call the next one at once
desk-product = Product
desk-category = Category
desk-checklist = Check the papers
desk-billing-code = Billing code
desk-billing-hint = 15 digits from SIMPONI
desk-reasons = What is missing?
desk-own-reason = Something else
desk-collector = Collected by
desk-collector-name = Collector's name
desk-papers = Papers shown
desk-name = Full name
desk-birth-date = Birth date
desk-identify = Save who it is
desk-born = Born
desk-session = Session
desk-walk-in = Walk-in
desk-called = Called
desk-serving = Being served
desk-calls = Call no.
desk-priority = Priority
desk-before = before
desk-sent-back-for = Was sent back for
desk-undo = Undo a step
desk-undo-why = Why it is undone
desk-code = Booking code
desk-cancel = Cancel
desk-print = Print
desk-other = This desk is also open at
desk-shortcuts = The letters on the keys are keyboard shortcuts

desk-reason-original = Originals were not brought
desk-reason-copies = A4 copies are missing
desk-reason-identity = No e-KTP, or it can't be read
desk-reason-family-card = No family card (KK)
desk-reason-birth = No birth certificate, marriage book, diploma or baptism letter
desk-reason-differs = Personal data differ between documents
desk-reason-parents = A parent or the parents' statement is missing
desk-reason-photo-rules = Clothing not suitable for the photo

desk-pause-break = Break
desk-pause-prayer = Prayer
desk-pause-meeting = Called by a superior
desk-pause-equipment = Equipment fault

desk-collector-applicant = The applicant
desk-collector-family = Family on the same KK
desk-collector-other = Somebody else, with a letter of authority
desk-paper-payment = Proof of payment
desk-paper-id_card = Collector's original KTP
desk-paper-family_card = Family card (KK)
desk-paper-authority = Letter of authority with duty stamp

desk-answer-called = Called: { $number }.
desk-answer-empty = Nobody is waiting.
desk-answer-busy = Finish { $number } first.
desk-answer-is-paused = The desk pauses ({ $reason }). Go on first.
desk-answer-nobody = Nobody is at this desk. Call the next one first.
desk-answer-gone = { $number } is not at this desk any more. Nothing was changed.
desk-answer-early = Not a no-show yet: call { $calls } times first.
desk-answer-recalled = { $number } was called again.
desk-answer-skipped = { $number } was skipped, and is back after three others.
desk-answer-no-show = { $number } is noted as a no-show.
desk-answer-transferred = { $number } was transferred. The time of arrival stays.
desk-answer-finished = { $number } is done.
desk-answer-no-lane = Choose the lane.
desk-answer-paused = Pause: { $reason }.
desk-answer-pause-why = Write why the desk pauses.
desk-answer-resumed = The desk is open again.
desk-answer-who = Fill in a name and a correct birth date.
desk-answer-choose = Choose product and category.
desk-answer-completed = Complete. Counter number: { $number }.
desk-answer-sent-back = Sent back. Priority when back until { $until }.
desk-answer-billed = A bill of { $fee } was made. Who uses the chat has been told.
desk-answer-free = Done. There is nothing to pay.
desk-answer-handed-over = The passport was handed over.
desk-answer-supervisor = Only a supervisor can undo.
desk-answer-undone = { $code } is back at: { $stage }.

desk-refused-unknown = This code is not known.
desk-refused-stage = Not possible now. The application is at: { $stage }.
desk-refused-no_product = There is no such product today: { $found }.
desk-refused-bill_code = A billing code has 15 digits.
desk-refused-bill_taken = This number belongs to the application { $found } already.
desk-refused-proof = Write the number of the proof of payment (NTPN).
desk-refused-reason = Write the reason.
desk-refused-papers = Still missing: { $found }.
desk-refused-named = The name is that of the booking; it is not changed at a desk.
desk-refused-nameless = Note the applicant's name and birth date first.
desk-refused-no_category = There is no such category: { $found }.
desk-refused-moved = This application has moved on since it was shown: { $stage }. Nothing was changed; look again.
desk-refused-no_lane = This office has no lane for the next step.

stage-arrived = waiting for CS
stage-at_cs = at CS
stage-sent_back = sent back
stage-counter = waiting for a counter
stage-at_counter = at the counter
stage-awaiting_payment = waiting for payment
stage-bill_lapsed = bill lapsed
stage-paid = paid
stage-in_production = in production
stage-ready = ready to collect
stage-collected = collected
stage-expired = not collected

walk-in-elderly = Elderly (60 and over)
walk-in-child = Child under 5
walk-in-pregnant = Pregnant
walk-in-disabled = Disabled
walk-in-general = Without booking

desk-slip-number =
    { $lane }
    { $before } people before you
    Wait until this number is called.
desk-slip-back =
    The papers of { $code } are not complete:
    { $reasons }
    Come back until { $until } to go first.
desk-slip-bill =
    Bill { $code }
    { $product }
    { $fee }
    Billing code { $bill }
    Pay by { $deadline }
    at a bank, post office or ATM.
