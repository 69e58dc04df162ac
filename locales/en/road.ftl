# What the system says itself, whatever the message was.

flood-warning = You are sending too many messages in a short time. Please wait a moment, then send one message again.
internal-error = Sorry, something went wrong in our system. Your data is not lost. Please send your message again, or send #cek to see your booking.
store-slow = Sorry, our system is slow at the moment. Your message has NOT been confirmed yet. Please wait for our reply, there is no need to send it again.
numbered-hint = Reply with the number of your choice, for example 1.
coded-hint = Reply with the code of your choice, for example { $code }.
media-left-out = The file { $name } is too large to be sent in this chat.
picture-left-out = The picture of this message is too large to be sent in this chat.
choice-line = { $number }. { $label }
