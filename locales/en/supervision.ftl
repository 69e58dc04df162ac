# #lapor: a report on a foreign national. Who reports is neither asked nor shown, unless they want it.

report-step =
    Report on a foreign national, step { $step } of 6
    { $trouble }
    { $ask }
report-trouble = ⚠️ { $problem }
report-ask-what = What do you want to report? If somebody is in danger now, call the police: 110.
report-ask-where = Where? Write the address or what it is near, or send a location pin.
report-ask-when = When did you see it? Write it in your own words.
report-ask-details = What did you see? Write who (if you know), how many people, and what they did.
report-ask-photos =
    { $files ->
        [0] Have you a photo or document? Send it now, one or several. Take photos only if it is safe.
       *[other] { $files } files received. Send more, or go on.
    }
report-ask-identity = You need not give your name, and officers don't see your number. If officers may contact you, write your name; we ask once more before it is shown.
report-ask-named = Name: { $name }. Supervision officers will see this name and your number. If you agree, press Yes, show them; if not, press Confidential.
report-summary =
    Check your report
    { $trouble }
    About: { $what }
    Place: { $where }
    Time: { $when }
    Description: { $details }
    Files: { $files }
    Reporter: { $identity }

    Is it right? Press Send report, or change what is wrong.
report-overstay = overstay
report-work = work without a permit
report-lodging = lodging that was not reported
report-crime = a crime
report-other = other
report-pin = a location pin
report-place = { $place }
report-place-pin = { $place } (with a location pin)
report-when-unknown = not known
report-named = { $name }; supervision officers see your name and number
report-secret = confidential
report-choose = Please choose one of these.
report-too-long = That text is too long. Shorten it and send it again; more can follow later.
report-no-name = That does not read as a name. Write just a name, or press Confidential.
report-no-photo = Send a photo, or press the button to go on.
report-received =
    ✅ REPORT RECEIVED

    Number: { $number }
    Keep this number. Send { $number } in this chat to see what becomes of it, or #lapor { $number } with what you want to add behind it. More photos: write #lapor { $number } as the caption.

    Only supervision officers of { $office } read it. Thank you for your care.
report-state =
    Report { $number }: { $state }

    To add something: send #lapor { $number } with it behind.
report-state-received = received
report-state-followed = followed up
report-state-done = done
report-added = Your addition to the report { $number } was received. Thank you.
report-file-refused = ⚠️ { $problem }
report-unknown = There is no report { $number } from this chat. Check the number; a report can be followed only from the chat or number that made it.
report-nothing =
    No report is being written. What has been sent stays received.

    To see it, send #lapor with its number (WNA-…). For a new report, send #lapor.
report-stopped = The report was not sent, and what was written is deleted.
report-too-many = There were many reports from this chat today. Send it tomorrow; for danger now, call 110.
report-not-here = Reports can't be taken in this chat yet. Come to the office, or use the office's WhatsApp.
report-question =
    A question of the officers of { $office } about the report { $number }:

    { $text }

    Answer with #lapor { $number } and your answer behind it. The officers do not see who you are.
choice-report = Report
choice-report-overstay = Overstay
choice-report-work = Work, no permit
choice-report-lodging = Lodging
choice-report-crime = Crime
choice-report-other = Other
choice-report-now = Now
choice-report-unknown = I don't know
choice-report-no-photos = No photo
choice-report-enough = Go on
choice-report-named = Yes, show them
choice-report-secret = Confidential
choice-report-send = Send report
choice-report-stop = Stop
choice-report-what = Change subject
choice-report-where = Change place
choice-report-when = Change time
choice-report-details = Change description
choice-report-photos = Add photos
choice-report-identity = Change reporter
