# Payments, passports that are ready, and handing over, for officers (/lunas, /tagihan, /siap, /serahkan).

staff-payment-noted =
    ✅ { $code } is paid
    { $name }, proof { $proof }
    It should be ready on { $ready }. The applicant is told.
staff-payment-unmatched =
    ❌ Nothing was changed.
    { $line }
staff-payments-ask =
    Payments that match: { $paid }, noted before: { $already }.

    { $problems }

    Note these payments as paid: { $paid }?
staff-payments-done =
    ✅ Payments noted: { $paid }, noted before: { $already }. The applicants are told.

    { $problems }
staff-payments-none =
    ❌ No new payment matches; noted before: { $already }.

    { $problems }
staff-payments-all-match = All lines match.
staff-payments-more = • and { $count } more

payment-unknown = • Line { $line }, { $bill }: there is no bill with this code.
payment-other-proof = • Line { $line }, { $bill }: it is paid, with another proof number.
payment-proof-taken = • Line { $line }, { $bill }: the proof { $proof } is of another application.
payment-amount = • Line { $line }, { $bill }: the bill is about another amount.
payment-stage = • Line { $line }, { $bill }: it waits for no payment, but is at: { $stage }.

staff-bill-numbered =
    ✅ Bill { $code }
    { $name }, { $amount }
    Billing code { $bill }, until { $until }. The applicant is told.
staff-step-refused = ❌ { $problem }

staff-ready-due =
    Passports that should be ready by now: { $count }.

    { $lines }

    Note them with /siap and the codes.
staff-ready-due-line = • { $code }, { $name }: { $stage }
staff-ready-none-due = No passport should be ready by now.
staff-ready-ask =
    Note these passports as ready for collection: { $count }?

    { $problems }
staff-ready-done =
    ✅ Ready for collection until { $until }: { $count }. The applicants are told.

    { $problems }
staff-ready-none =
    ❌ Nothing was changed.

    { $problems }
staff-ready-unknown = • { $bill }: not known.
staff-ready-not-now = • { $bill }: it is at: { $stage }.

staff-hand-over-ask =
    Hand over the passport { $code }?
    { $name }
    Collected by: { $by } ({ $taker })

    Make sure that these were shown:
    { $papers }
staff-hand-over-paper = • { $paper }
staff-handed-over =
    ✅ The passport { $code } is handed over.
    { $name }
    Collected by: { $by } ({ $taker })

staff-usage-lunas =
    Examples:
    /lunas 820991130000001 1A2B3C4D5E6F7G8H
    /lunas CBN-7K3M-9QXD 1A2B3C4D5E6F7G8H

    Several at once: one line for each payment, 100 at the most. A bank's file: antrian payments.
staff-usage-tagihan = Example: /tagihan CBN-7K3M-9QXD 820991130000001 (a billing code of 15 digits).
staff-usage-siap =
    Examples:
    /siap
    /siap CBN-7K3M-9QXD
    /siap CBN-7K3M-9QXD 820991130000001

    Booking codes or billing codes, 100 at the most.
staff-usage-serahkan =
    Examples:
    /serahkan CBN-7K3M-9QXD
    /serahkan CBN-7K3M-9QXD keluarga Siti Aminah
    /serahkan CBN-7K3M-9QXD kuasa Slamet Riyadi
