# Is this chat the office's own? (#cekresmi)

official =
    Official accounts of { $office }:
    { $accounts }

    This chat is official only if its number or name is exactly one of these.

    { official-never }

    If in doubt, ask at the office: { $address }
official-at-office =
    To make sure that this chat belongs to { $office }, compare its number or account name with the one shown at the office: { $address }

    { official-never }
official-never =
    • Officers never ask for money by chat.
    • We never ask for your NIK, a photo of your KTP, a PIN or an OTP code.
    • Booking is free of charge. Our booking codes can always be checked with #cek.
official-account = • { $account }
