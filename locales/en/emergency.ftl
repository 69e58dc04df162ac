# The emergency service (#darurat): officers come to the patient.

emergency-about =
    Emergency service of { $office }

    Our officers visit patients who can't come to the office and have to be treated abroad, at home or in hospital, on Saturdays and Sundays.

    For whom:
    • a patient who is gravely ill and can't get up
    • a baby less than 40 days old
    • a person with a disability who can't travel
    • a patient who may not leave the hospital

    Have photos of the doctor's letter and the referral letter ready. What you don't have yet can follow.

    This is no ambulance and no treatment. In danger of life call 112 or 119 now.
emergency-not-here =
    The emergency service of { $office } can't be asked for in this chat yet.

    Please turn to the office itself; send #lokasi for its address. In danger of life call 112 or 119.
emergency-step = Emergency service, step { $step } of { $steps }
emergency-step-case = Adding to request { $number }

emergency-ask-patient =
    { $step }: the patient

    Write the patient's full name and age, for example: Siti Aminah, 54 years. For a baby: Bayu, 12 days.
emergency-ask-condition =
    { $step }: the patient's condition

    Choose what fits best.
emergency-ask-illness =
    { $step }: the illness

    Tell us briefly about the illness and why the patient can't come, in one message.
emergency-ask-place =
    { $step }: the hospital

    Write the hospital's name, a comma, and the ward. For example: RSUD Gunung Jati, Melati 3. If the patient is at home, choose At home.
emergency-ask-address =
    { $step }: the address

    Write the whole address where the patient is: street, number, district and town.
emergency-ask-pin =
    { $step }: the place on the map

    Send the location where the patient is, with the location button of your chat.
emergency-ask-doctor-letter =
    { $step }: the doctor's letter

    Send a photo of the doctor's letter. It must show: the patient's name, the illness, that the patient can't come, the date, and the name, signature and stamp of the doctor or hospital.
emergency-ask-referral-letter =
    { $step }: the referral letter

    Send a photo of the referral letter to the hospital abroad. It must show: the patient's name, the hospital and its country, the date, and the doctor's signature.
emergency-letter-kept =
    { $step }: { $letter }

    Received: { $count } files. Send the next page, or choose Go on.
emergency-ask-departure =
    { $step }: the departure

    When is the patient to leave? Write the date, for example 5 December.
emergency-ask-contact =
    { $step }: whom we can call

    Write the name and phone number of a relative who is with the patient, for example: Rina, 0812-3456-7890.

emergency-trouble-name = The patient's name can't be read. Write it as in the identity card or birth certificate.
emergency-trouble-age = Write the age behind the name, for example: Siti Aminah, 54 years.
emergency-trouble-choose = Choose one of the buttons.
emergency-trouble-empty = The answer is empty. Please write in words.
emergency-trouble-long = The answer is too long. Please be brief.
emergency-trouble-address = That address is too short to be found. Write the street, number and town as well.
emergency-trouble-pin = That is no location. Send it with the location button of your chat, or choose Later.
emergency-trouble-photo = Send the letter as a photo or a PDF, or choose Later.
emergency-trouble-date = That date can't be read. Write for example 5 December, or choose Not known yet.
emergency-trouble-past = That date is past. Write one that is ahead.
emergency-trouble-edited = A message that was changed is not read again. Write the answer in a new one. To correct an earlier step, choose Back, or Change at the end.
emergency-trouble-phone = The phone number can't be read. Write for example: Rina, 0812-3456-7890.
emergency-trouble-contact = The name in front of the number can't be read. Write for example: Rina, 0812-3456-7890.

emergency-summary =
    Check this request. It has not been sent yet.

    { $known }

    { $lacking }

    If it is right, choose Send request or answer YES. If something is wrong, choose Change.
emergency-lacking = This can still follow: { $parts }.
emergency-line-patient = Patient: { $name }, { $age }
emergency-line-condition = Condition: { $condition }
emergency-line-illness = Illness: { $illness }
emergency-line-hospital = Hospital: { $hospital }
emergency-line-ward = Hospital: { $hospital }, ward { $ward }
emergency-line-address = Address: { $address }
emergency-line-pin = Map: https://maps.google.com/?q={ $place }
emergency-line-letter = Received, { $letter }: { $count } files
emergency-line-departure = Departure: { $date }
emergency-line-contact = Contact: { $name }, { $phone }
emergency-family = family
emergency-departure-unknown = not known yet

emergency-part-patient = the patient's name and age
emergency-part-condition = the condition
emergency-part-illness = the illness
emergency-part-place = hospital and ward
emergency-part-address = the address
emergency-part-pin = the place on the map
emergency-part-doctor-letter = the doctor's letter
emergency-part-referral-letter = the referral letter
emergency-part-departure = the departure
emergency-part-contact = a number to call
emergency-part-line = • { $part }

condition-grave = gravely ill, can't get up
condition-newborn = a baby less than 40 days old
condition-disabled = disabled, can't travel
condition-inpatient = may not leave the hospital
age-years = { $count } years
age-months = { $count } months
age-weeks = { $count } weeks
age-days = { $count } days

emergency-waiting = Your emergency request has not been sent yet; we still keep it.
emergency-stopped = The request was stopped, and what was written is deleted. You can begin again at any time with #darurat.
emergency-left = All right. Your request goes on; what is missing can follow at any time with #darurat.
emergency-too-many = Three requests are under way in this chat already. Send #darurat to see them.
emergency-for-which = What is this for? Choose first, then send it once more.
emergency-nothing =
    No request is being written.
    { $sent }
emergency-sent-last = Request { $number } has been sent and stays as it is.
emergency-unknown = There is no request { $number } in this chat. A request can be seen only in the chat that sent it.
emergency-change-which = Which part do you want to change?
emergency-add-which =
    Request { $number }

    Which part do you want to add or change?
emergency-added = Thank you, it was added to request { $number } and passed on to the officers.
emergency-withdraw-ask = Cancel request { $number }? A visit that is planned is cancelled too.
emergency-hours =
    Request { $number }

    Choose when the team is to come.
emergency-hours-none = There is no free hour for request { $number } yet. An officer will contact you.
emergency-hour-taken =
    That hour has just been taken.

    Request { $number }: choose another one.

emergency-case-new =
    ⏳ REQUEST RECEIVED
    Number: { $number }

    An officer checks this request and answers here. Keep the number.

    { $lacking }

    In danger of life call 112 or 119.
emergency-case-asked =
    ⏳ MORE IS NEEDED
    Request { $number }

    The officer needs:
    { $parts }
    { $note }
emergency-note = The officer says: { $note }
emergency-case-accepted =
    ✅ REQUEST APPROVED
    Request { $number }

    Choose when the team is to come, or wait for an officer to plan it.
   
    { $hours }

    { $lacking }
emergency-no-hours = There is no free hour at the moment; an officer will contact you.
emergency-case-scheduled =
    ✅ VISIT PLANNED
    Request { $number }

    { $date }, at { $hour }
    { $team } comes to the patient. Have the patient's original documents and the doctors' letters ready.

    { $lacking }
emergency-case-underway =
    ⏳ THE TEAM IS ON ITS WAY
    Request { $number }

    { $team } has set off. Have the patient's original documents ready.
emergency-case-arrived =
    ✅ THE TEAM HAS ARRIVED
    Request { $number }
emergency-case-visited =
    ✅ VISIT DONE
    Request { $number }

    Interview and photo are done. The passport application is { $code }. News of the payment and the passport follows here; send #paspor to see it.
emergency-case-handed =
    ✅ PASSPORT HANDED OVER
    Request { $number }

    We wish the patient a quick recovery.
emergency-case-rejected =
    ❌ REQUEST CAN'T BE SERVED
    Request { $number }

    Reason: { $reason }
    Send #jadwal to book at the office as usual. In danger of life call 112 or 119.
emergency-case-withdrawn =
    ❌ REQUEST CANCELLED
    Request { $number }
emergency-case-closed =
    ❌ REQUEST CLOSED
    Request { $number }

    Reason: { $reason }
    If the patient still needs this service, send #darurat.
emergency-case-postponed =
    ⏳ VISIT POSTPONED
    Request { $number }

    Reason: { $reason }
    Choose another hour, or wait for an officer to plan it.
    { $hours }

emergency-today =
    Today { $team } comes to the patient, at about { $hour }. Request { $number }

    Have the patient's original documents and the doctors' letters ready.

emergency-reason-not-eligible = the patient is not among those whom we can visit
emergency-reason-can-come = the patient can still come to the office, with priority
emergency-reason-not-abroad = there is no referral to a hospital abroad
emergency-reason-patient-away = the patient was not there
emergency-reason-refused = the patient could not be served yet
emergency-reason-papers = documents were missing
emergency-reason-equipment = our equipment failed; we are sorry
emergency-reason-not-needed = the visit is not needed any more
emergency-reason-twice = it was asked for in another request
emergency-reason-unreachable = the family could not be reached
emergency-reason-passport-gone = we no longer keep the passport's application
emergency-reason-passport-expired = the passport was not collected and has been cancelled
emergency-reason-bill-lapsed = the passport was not paid in time

choice-emergency = Emergency service
choice-emergency-begin = Begin
choice-emergency-another = Another request
choice-emergency-send = Send request
choice-emergency-change = Change
choice-emergency-next = Go on
choice-emergency-later = Later
choice-emergency-at-home = At home
choice-emergency-not-known = Not known yet
choice-emergency-own-number = This number
choice-emergency-add = Add
choice-emergency-withdraw = Cancel request
choice-letter-other = Another photo
choice-emergency-patient = Patient
choice-emergency-condition = Condition
choice-emergency-illness = Illness
choice-emergency-place = Hospital
choice-emergency-address = Address
choice-emergency-pin = Place on the map
choice-emergency-doctor-letter = Doctor's letter
choice-emergency-referral-letter = Referral letter
choice-emergency-departure = Departure
choice-emergency-contact = Number to call
choice-condition-grave = Gravely ill
choice-condition-newborn = Baby < 40 days
choice-condition-disabled = Disabled
choice-condition-inpatient = In hospital
choice-visit-slot = { $date } { $hour }
choice-visit-other = Another hour
