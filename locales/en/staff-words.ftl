# The office's own words, for officers: texts, announcement, address, fees, closing reasons.

staff-texts =
    Texts that you can word yourselves:

    { $texts }

    See one: /teks alur
    Change it: /teks alur = new text
    In English: /teks en alur
staff-texts-line = • { $name }: { $about }
staff-texts-own = • { $name }: { $about } (changed)
staff-about-help = help and greeting
staff-about-official = official accounts (#cekresmi)
staff-about-official-at-office = #cekresmi while no account is listed
staff-about-location = address and hours
staff-about-location-closed = address and hours, when a holiday is near
staff-about-rules = the rules in each confirmation
staff-about-procedure = the steps at the office
staff-about-fees = the fees and how to pay
staff-about-fees-none = #biaya while there is no list of fees
staff-about-papers-adult = documents, adults
staff-about-papers-replacement = documents, replacement
staff-about-papers-child = documents, children
staff-about-papers-migrant-worker = documents, migrant workers
staff-about-papers-pilgrim = documents, hajj or umrah
staff-about-papers-lost = lost or damaged passport
staff-about-reminder-papers = documents in the reminder
staff-about-thanks = the answer to thanks

staff-text = /{ $order } = { $text }
staff-text-values = To change it, copy the message above, change it and send it. The bot fills in { $values }, which must stay in it.
staff-text-hint = To change it, copy the message above, change it and send it.
staff-text-unknown = ❌ No text is called { $name }. See the list: /teks
staff-text-nearest = ❌ No text is called { $name }. Did you mean { $nearest }?
staff-text-fault-empty = ❌ The text is still empty. Nothing was changed.
staff-text-fault-long = ❌ The text has { $found } letters, { $most } at the most. Nothing was changed.
staff-text-fault-brace = ❌ Check { $found }. Braces are only for what the bot fills in: { $known }. Nothing was changed.
staff-text-fault-unknown = ❌ This text knows no { $found }. There is: { $known }. Nothing was changed.
staff-text-fault-missing = ❌ { $found } is missing. Put it where it belongs, just like this: { $found }. Nothing was changed.

staff-words-exact = { $text }
staff-words-ask =
    People will read it as in the message above. Use it now?

    To take it back later: /{ $order } batal
staff-words-changed =
    ✅ In force now: { $order }.

    To take it back: /{ $order } batal
staff-words-restored = ✅ Taken back: { $order }. The message above is in force now.
staff-words-same = Nothing was changed: { $order } is so already.
staff-words-none-before = Nothing was changed: there is no earlier version of { $order }.

staff-announcement =
    Announced now:

    📢 { $text }

    Until: { $until }
staff-announcement-none = Nothing is announced now. For example: /pengumuman The photo counter is on the 2nd floor sampai 31-12-2026
staff-announcement-no-end = taken down with /pengumuman hapus
staff-announcement-ask =
    People will read it like this, above #bantuan and #jadwal. Announce it now?

    Until: { $until }
staff-announcement-ask-removed = The message above has no announcement. Take it down now?

staff-address-ask-no-pin =
    People will read the address like this, without a pin on the map. Use it now?

    With a pin: /alamat Jl. Melati 5, Cirebon = -6.7063, 108.5570

staff-fees =
    Fees:

    { $fees }

    To change one: /biaya biasa-5-tahun 400.000 mulai 1-1-2027
staff-fees-none = There are no fees yet. For example: /biaya biasa-5-tahun 400.000 mulai 1-1-2027
staff-fee-line = • { $name } ({ $product }): { $fee }
staff-fee-coming = • { $name } ({ $product }): { $fee } from { $date }
staff-fee-none = none yet
staff-fee-ask =
    Change the fee of { $product } from { $date }?

    Now: { $before }
    Then: { $fee }
staff-fee-changed =
    ✅ The fee of { $product } is { $fee } from { $date }.

    To take it back: /{ $order } batal

staff-reasons =
    Closing reasons ready to be used:

    { $reasons }

    Add one: /alasan tambah Listrik padam
    Remove one: /alasan hapus 1
staff-reasons-none = none yet
staff-reason-line = { $number }. { $reason }
staff-reasons-changed =
    ✅ Closing reasons now:

    { $reasons }

    To take it back: /alasan batal

staff-usage-teks =
    For example:
    /teks
    /teks alur
    /teks alur = teks baru
    /teks en alur = new text
    /teks alur batal (the version before)
    /teks alur asal (our own text)
staff-usage-pengumuman =
    For example:
    /pengumuman Loket foto pindah ke lantai 2
    /pengumuman Loket foto pindah ke lantai 2 sampai 31-12-2026
    /pengumuman hapus
    /pengumuman batal

    500 letters at the most; the date is today or later.
staff-usage-biaya =
    For example:
    /biaya
    /biaya biasa-5-tahun 400.000 mulai 1-1-2027
    /biaya biasa-5-tahun batal

    Products: biasa-5-tahun, biasa-10-tahun, elektronik-5-tahun, elektronik-10-tahun, sehari-jadi, pmi-pertama, hilang, rusak. The date is today or later.
staff-usage-alamat =
    For example:
    /alamat
    /alamat Jl. Melati 5, Cirebon
    /alamat Jl. Melati 5, Cirebon = -6.7063, 108.5570
    /alamat batal
    /alamat asal

    200 letters at the most.
staff-usage-alasan =
    For example:
    /alasan
    /alasan tambah Listrik padam
    /alasan hapus 1
    /alasan batal

    200 letters at the most.
