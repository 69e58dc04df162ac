# The answer to "thank you", "fine", "noted".

thanks = You are welcome. If you need anything else, choose one, or send #bantuan.
thanks-waiting =
    { -waiting }
    You are welcome. The place for { $name } is not a booking yet. If the details are right, choose Approve or answer YES.
