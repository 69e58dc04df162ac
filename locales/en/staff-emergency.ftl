# The emergency service for officers (/es).

staff-case-new =
    New emergency request

    { $card }
staff-case-added =
    The family has added to an emergency request

    { $card }
staff-case-withdrawn =
    The family has cancelled an emergency request

    { $card }
staff-case-visit =
    The family has chosen an hour

    { $card }
staff-case-card =
    { $number }, { $urgency }
    { $stage }

    { $known }
    { $lacking }
staff-case-masked =
    { $number }, { $urgency }
    { $stage }

    Condition: { $condition }
    Age: { $age }
    Departure: { $departure }
    { $lacking }
staff-case-whole =
    { $card }

    Files (links for 15 minutes):
    { $files }
staff-case-apart = { $name }, I am sending it to your private chat, as other officers read along here.
staff-case-line = • { $number }, { $urgency }: { $condition }, { $age }. { $stage }
staff-cases =
    Emergency cases under way:

    { $cases }
    { $more }
staff-cases-more = and { $count } more: /es { $page }
staff-cases-none = No emergency case is under way.
staff-case-unknown = ❌ There is no case { $number } at this office.
staff-case-stage =
    ❌ Case { $number } is at another step by now.

    { $stage }
staff-case-full = ❌ Every team is taken then. Case { $number } is not planned. Choose another hour. { $stage }
staff-case-past = ❌ That hour is past. Case { $number } is not planned. Choose another hour. { $stage }
staff-case-no-team = ❌ The configuration has no team of that name. Case { $number }. { $stage }
staff-case-accepted =
    ✅ { $by } has taken case { $number }. The family is told and can choose an hour.
staff-case-ask-which = Case { $number } ({ $by }): which part? Or write: /es minta { $number } dokter rujukan = message
staff-case-asked = ✅ The family is asked, case { $number }: { $parts } ({ $by }).
staff-case-reject-why = Case { $number } ({ $by }): why? The family reads it. Choose, or write: /es tolak { $number } = reason
staff-case-rejected = ✅ { $by } has rejected case { $number }. Reason: { $reason }. The family is told.
staff-case-close-why = Case { $number } ({ $by }): why is it closed? The family reads it. Choose, or write: /es tutup { $number } = reason
staff-case-closed = ✅ { $by } has closed case { $number }. Reason: { $reason }. The family is told.
staff-case-call = Case { $number } ({ $by }): { $name }, { $phone }
staff-case-figures =
    Emergency service, { $month }

    Requests: { $requests }
    Answered: { $answered } (after { $answer-hours } hours on average)
    Visited: { $visited } (after { $visit-hours } hours on average)
    Rejected: { $rejected }, cancelled by the family: { $withdrawn }, closed: { $closed }
    Visits that failed: { $failed }, passports handed over: { $handed }
staff-case-lately =
    Emergency service: { $requests } requests, { $answered } answered (after { $answer-hours } hours on average), { $visited } visited (after { $visit-hours } hours on average), { $rejected } rejected, { $failed } failed

urgency-high = VERY URGENT
urgency-soon = URGENT
urgency-normal = normal
staff-stage-new = Waits for an officer
staff-stage-asked = Waits for the family, asked by { $by }
staff-stage-accepted = Taken by { $by }, not planned yet
staff-stage-scheduled = Planned for { $date } at { $hour }, { $team } ({ $by })
staff-stage-underway = { $team } is on its way ({ $by })
staff-stage-arrived = { $team } is with the patient ({ $by })
staff-stage-visited = Visited, the passport is being made ({ $by })
staff-stage-handed = Passport handed over ({ $by })
staff-stage-rejected = Rejected by { $by }
staff-stage-withdrawn = Cancelled by the family
staff-stage-closed = Closed ({ $by }): { $reason }

staff-visit-when = Case { $number }: choose an hour, or write: /es jadwal { $number } 5-12-2026 08:00 = Tim 1
staff-visit-apart =
    Case { $number }: { $date } at { $hour } is outside the teams' plan.

    A supervisor presses Yes to approve this visit.
staff-visit-scheduled = ✅ Case { $number } is planned for { $date } at { $hour }, { $team }. The family is told.
staff-visit-underway = ✅ Case { $number }: set off. The family is told.
staff-visit-arrived = ✅ Case { $number }: arrived. The family is told.
staff-visit-visited = ✅ Case { $number }: the visit is done. Application { $code } waits for payment. The family is told.
staff-visit-handed = ✅ Case { $number }: the passport was handed over. The case is over.
staff-visit-product =
    Case { $number }: which passport?

    { $products }

    Choose its number, or write it with the billing code: /es selesai { $number } plain-5-years = 820261130000001
staff-visit-product-line = { $place }. { $product }
staff-visit-failed-why = Case { $number }: why did it fail? Choose, or write: /es gagal { $number } = reason
staff-visit-failed = ✅ Case { $number }: the visit failed. Reason: { $reason }. The family is told and can choose another hour.
staff-visit-bill-code = ❌ Case { $number }: a billing code has 15 digits. Application { $code }.
staff-visit-bill-taken = ❌ Case { $number }: another application has that billing code. Application { $code }.
staff-visit-not-ready = ❌ Case { $number }: application { $code } is not at that step yet. A passport that is not ready can't be handed over.
staff-hand-ask =
    Case { $number }: was the passport handed to { $to }?

    Proof of payment and identity card have been checked, and the family card when a relative takes it.
staff-hand-to-patient = the patient

staff-route =
    Visits of { $date }

    { $stops }

    { $equipment }
staff-route-today = Today, { $date }: { $count } emergency visits. Press Route for their order and addresses.
staff-route-none = There are no visits on { $date }.
staff-route-stop =
    { $position }. { $hour }, { $team }: { $number }
    { $name }, { $age }, { $condition }
    { $place }
    { $stage }
staff-route-equipment =
    Take along:
    { $things }
staff-route-thing = • { $thing }

staff-usage-es =
    Examples:
    /es
    /es ES-7K3M9Q
    /es terima ES-7K3M9Q
    /es minta ES-7K3M9Q dokter rujukan = the photo is not clear
    /es tolak ES-7K3M9Q = reason
    /es tutup ES-7K3M9Q = reason
    /es jadwal ES-7K3M9Q 5-12-2026 08:00 = Tim 1
    /es rute besok
    /es berangkat, /es tiba, /es selesai, /es gagal, /es serah, /es telepon with the case's number
    /es rekap november

choice-case-terima = Take it
choice-case-minta = Ask for papers
choice-case-tolak = Reject
choice-case-tutup = Close
choice-case-telepon = Phone
choice-case-jadwal = Plan
choice-case-berangkat = Set off
choice-case-tiba = Arrived
choice-case-selesai = Done
choice-case-gagal = Failed
choice-case-serah = Hand over passport
choice-case-see = See
choice-case-number = { $number }
choice-case-more = Next
choice-case-product = Number { $place }
choice-route = Route
choice-route-berangkat = Set off { $number }
choice-route-tiba = Arrived { $number }
choice-route-selesai = Done { $number }
choice-reason-not-eligible = Not eligible
choice-reason-can-come = Can come
choice-reason-not-abroad = Not abroad
choice-reason-patient-away = Patient not there
choice-reason-refused = Could not be served
choice-reason-papers = Papers missing
choice-reason-equipment = Equipment failed
choice-reason-not-needed = Not needed any more
choice-reason-twice = Asked for twice
choice-reason-unreachable = Not to be reached
