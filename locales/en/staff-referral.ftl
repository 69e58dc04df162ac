# Referral letters, for officers (/surat).

staff-usage-surat =
    /surat ES-7K3M9Q: the letter of that case, or a copy of it
    /surat cabut ES-7K3M9Q = reason: the letter no longer holds
staff-referral-made =
    ✅ Letter of referral { $number } for case { $case } is made out, valid until { $until }.

    Print it, sign it and stamp it. Send /surat { $case } again for a copy.
staff-referral-copy =
    Copy no. { $copy } of letter of referral { $number } for case { $case }, valid until { $until }.
staff-referral-none = ❌ Case { $case } has no letter of referral that holds.
staff-referral-withdraw-ask =
    Letter of referral { $number } for case { $case } will be withdrawn. The page on which it is verified will say LETTER WITHDRAWN, and the case can get a new letter with another number.

    Reason: { $why }
staff-referral-withdrawn = ✅ Letter of referral { $number } for case { $case } is withdrawn.
