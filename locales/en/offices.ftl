# The office, the state of a booking, and the buttons that many answers share.

-booked = ✅ BOOKED
-waiting = ⏳ WAITING FOR YOUR APPROVAL
-not-booked = ❌ NOT BOOKED YET

office-place =
    { $name }
    { $address }

closed-weekday = not a service day

# Buttons: at most 20 characters.
choice-schedule = See open dates
choice-check = Check booking
choice-help = Help
choice-approve = Approve
choice-cancel = Cancel
choice-cancel-booking = Cancel booking
choice-cancel-sure = Yes, cancel it
choice-keep = No
choice-again = Book again
choice-code = { $code }
choice-date = { $date } { $year }
choice-session = At { $hour }
choice-word = #{ $word }
