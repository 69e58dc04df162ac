# What the console says by itself.

console-not-utf8 = Line { $number } was not sent: it can't be read (not UTF-8).
console-too-long = Line { $number } was not sent: it has more than 4096 characters.
console-store-away = The system is having trouble. Your message has not been received yet. We keep trying; there is no need to send it again.
