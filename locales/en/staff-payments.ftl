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

staff-payments-file-refused =
    ❌ The file can't be used. Nothing was changed.
    { $problem }
payment-file-too-large = The file is too large, 1 MB at the most. Divide it into several CSV files.
payment-file-too-long = It has { $count } lines, { $most } at the most. Divide it into several CSV files.
payment-file-gone = The file is not on the chat's server any more. Send it again.
payment-file-away = The file can't be fetched at the moment. Send it again in some minutes.
payment-file-not-here = No file can be taken from this chat yet. Send it in another one, or type the lines.

payment-unread-heading =
    • Line { $line } does not have the headings kode_billing and ntpn: { $found }.
      Save the bank's list as CSV, then send it again.
payment-unread-bill = • Line { $line }: neither a billing code of 15 digits nor a booking code: { $found }.
payment-unread-proof = • Line { $line }: no proof number (NTPN): { $found }.
payment-unread-amount = • Line { $line }: the amount can't be read: { $found }.
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

    Several at once: one line for each payment, 100 at the most.
    A bank's file: send its CSV file with the caption /lunas alone.
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
