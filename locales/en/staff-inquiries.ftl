# The box of applicants' questions, and the staff's messages to them.

staff-inquiry =
    📨 Question { $id }
    From: { $from }

    { $text }

    Press Answer, or send: /balas { $id } your answer
staff-inquiries =
    Waiting for an answer:

    { $inquiries }
staff-inquiries-none = ✅ The box is empty: no question is waiting.
staff-inquiry-line =
    { $id }, { $at }
    From: { $from }
    { $text }
inquiry-from = { $name }, { $phone }
inquiry-from-number = { $phone }
inquiry-from-unknown = a sender without a number

staff-answer-next =
    { $name }, write your answer as the next message here, within 15 minutes. Question { $id }:

    { $text }

    If the bot can't read messages in this group, send: /balas { $id } your answer
staff-inquiry-answered = ✅ The answer to { $id } is sent.
staff-inquiry-done = { $by } has answered question { $id } already. Your message is not sent.
staff-inquiry-unknown = ❌ There is no question { $id }. Questions are erased after 7 days. See what is waiting: /kotak

staff-letter-sent =
    ✅ The message for { $code } is sent. The answer comes into /kotak.

    { $name }, { $phone }
    { $date }, { $hour }
staff-letter-nobody =
    ❌ The applicant of { $code } was booked at the counter and has no chat. The message is not sent.

    { $name }, { $phone }
    { $date }, { $hour }

choice-answer = Answer
choice-answer-id = Answer { $id }

staff-usage-kirim = Example: /kirim CBN-7K3M-9QXD your message, of 1,000 letters at the most.
staff-usage-balas = Example: /balas K7QX your answer, of 1,000 letters at the most. What is waiting: /kotak
