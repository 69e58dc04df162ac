# Officers work at a desk by chat: they call, check and hand over.

staff-desks =
    Desks

    { $desks }

    Waiting: { $lanes }
staff-desk-which =
    You have not chosen a desk today. Choose one, then give the order again.

    { $desks }

    Waiting: { $lanes }
staff-desk-other-role =
    ❌ That desk is for another role. Choose yours.

    { $desks }

    Waiting: { $lanes }
staff-desk-line = • { $desk }: { $state }
staff-desk-staffed = • { $desk } ({ $who }): { $state }
staff-desk-idle = free
staff-desk-pauses = pauses ({ $reason })
staff-desk-busy-pauses = { $number }, then pauses ({ $reason })
staff-desk-lane = { $lane } { $count }

staff-desk =
    { $said }

    { $desk }
    { $now }

    Waiting: { $lanes }
    Next: { $next }
staff-desk-refused = ❌ { $problem }
staff-desk-taken = ✅ You work at { $desk } until the day ends.
staff-desk-shared = ✅ You work at { $desk } until the day ends. Also at this desk: { $others }.
staff-desk-paused = Pauses: { $reason }
staff-desk-number = { $number }, { $state }
staff-desk-number-first = { $number } (priority), { $state }
staff-desk-serving = being served
staff-desk-called = called { $count } times
staff-desk-name = { $name }
staff-desk-nameless = No name noted yet. Send: /pemohon Budi Santoso#25011987#081234567890 (the phone number may be left out)
staff-desk-born = Born { $date }
staff-desk-ground = Walk-in: { $ground }
staff-desk-product = { $product }
staff-desk-sent-back = Was sent back for: { $reasons }
staff-desk-code = { $code }
staff-desk-came = { $number } has come.
staff-desk-named = It is noted who { $number } is.
staff-desk-named-phone = It is noted who { $number } is, with the phone number. Ask them to send #antrian from that number: from then on news comes to their chat.
staff-desk-who =
    Note first who { $number } is. Send:
    /pemohon { $number } Budi Santoso#25011987

staff-desk-which-product =
    { $number }: which product?
    It can also be written: /lengkap { $number } biasa-5-tahun umum
staff-desk-which-category =
    { $number }: which category?
    It can also be written behind the product: umum, penggantian, anak, PMI, haji, hilang.
staff-desk-reasons =
    { $number }: what is missing? Choose one or several, then press Not complete.

    { $reasons }

    In your own words: /kembalikan { $number } 2, blurred photo
staff-desk-reason = { $number }. { $reason }
staff-desk-reason-chosen = ✔ { $number }. { $reason }
staff-desk-bill =
    { $number }: send the billing code, 15 digits from SIMPONI.
    /foto { $number } 820991130000001
staff-desk-collectors =
    { $number }: who takes the passport? Check the papers.

    { $collectors }

    If it is not the applicant, send their name:
    /diambil { $number } keluarga Siti Aminah
    /diambil { $number } kuasa Siti Aminah
staff-desk-collector = • { $who }: { $papers }
staff-desk-which-lane = { $number }: to which lane? For one desk, send: /pindah-jalur { $number } CS 2
staff-desk-pause-why = { $desk }: why the pause? Another reason is written: /jeda taking files upstairs

staff-undo-ask =
    Undo the last step of { $code }?
    { $name }, stage now: { $stage }
    Reason: { $reason }
staff-undone = ✅ { $said }

choice-desk = { $desk }
choice-desks = All desks
choice-desk-call = { desk-call }
choice-desk-recall = { desk-recall }
choice-desk-sit = { desk-sit }
choice-desk-skip = { desk-skip }
choice-desk-no-show = { desk-no-show }
choice-desk-transfer = { desk-transfer }
choice-desk-finish = Finish
choice-desk-pause = { desk-pause }
choice-desk-resume = { desk-resume }
choice-desk-complete = { desk-complete }
choice-desk-send-back = { desk-send-back }
choice-desk-photo = { desk-photographed }
choice-desk-hand-over = Hand over
choice-desk-product = { $product }
choice-desk-without-code = Code on paper only
choice-desk-alone = { desk-collector-applicant }
choice-desk-pause-break = { desk-pause-break }
choice-desk-pause-prayer = { desk-pause-prayer }
choice-desk-pause-meeting = { desk-pause-meeting }
choice-desk-pause-equipment = { desk-pause-equipment }

staff-usage-meja =
    This is an order about the person at your desk: /datang, /ulang, /lewati, /absen, /selesai.
    It may name the number: /datang A012
staff-usage-loket =
    For example:
    /loket
    /loket CS 1
staff-usage-pindah-jalur =
    For example:
    /pindah-jalur Prioritas
    /pindah-jalur A012 Loket 2
staff-usage-jeda = For example: /jeda istirahat (200 letters at most)
staff-usage-pemohon =
    For example:
    /pemohon Budi Santoso#25011987
    /pemohon Budi Santoso#25011987#081234567890
staff-usage-lengkap =
    For example:
    /lengkap
    /lengkap elektronik-10-tahun umum
    Products as in /biaya. Categories: umum, penggantian, anak, PMI, haji, hilang.
staff-usage-kembalikan =
    For example:
    /kembalikan
    /kembalikan 2
    /kembalikan 1, 3, blurred photo
staff-usage-foto =
    For example:
    /foto 820991130000001
    /foto tanpa
staff-usage-diambil =
    For example:
    /diambil sendiri
    /diambil keluarga Siti Aminah
    /diambil kuasa Siti Aminah
staff-usage-urungkan = For example: /urungkan CBN-7K3M-9QXD wrong product
