# After the counter: papers missing, paid, and how far the application is (#cek, #bayar, #paspor).

papers-incomplete =
    ❌ PAPERS INCOMPLETE
    { $name }

    What is missing:
    { $missing }

    Come back by { $until } with the code { $code }: you go first, and need not book again.
papers-missing = • { $reason }

payment-received =
    ✅ PAID
    { $name }

    Amount: { $amount }
    Proof number (NTPN): { $proof }
    { $ready }

    Keep the receipt: you need it to collect the passport. We tell you here when the passport is ready.
payment-none =
    ✅ NO FEE
    { $name }

    This application is free. { $ready }

    We tell you here when the passport is ready.

application-under-way =
    ✅ APPLICATION UNDER WAY
    { $name }
    Code: { $code }
    It is now at: { $stage }.
application-corrected =
    ⏳ CORRECTED BY AN OFFICER
    { $name }

    An officer has corrected the record of this application. It is now at: { $stage }.
    Send #cek to see all of it.
