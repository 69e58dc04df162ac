# Files that people send for a case: those that can't be taken, and links for officers.

file-refused-too-large = That file is too large. 10 MB is the most; an ordinary photo is enough.
file-refused-unfit = We can't take a file of that kind. Send a photo (JPG, PNG, WebP) or a PDF.
file-refused-broken = That file is damaged, or is neither a photo nor a PDF. Take the photo again and send it.
file-refused-locked = That PDF is locked with a password. Send it without one, or just photos of its pages.
file-refused-active = That PDF holds a program or another file, so we do not open it. Just send photos of its pages.
file-refused-too-long = That PDF is too long or too complicated. 30 pages is the most; photos of its pages are enough.
file-refused-gone = That file is not here any more. Send it again from your phone.
file-refused-away = We could not get that file yet. Wait a moment, then send it again.
file-refused-too-many = There are 20 files already, which is the most for one case.
file-refused-not-here = Files can't be sent in this chat. Send them to the office's WhatsApp or Telegram.
file-link-over = This link has run out. Ask for a new one in the chat.
file-away = The file can't be opened yet. Try again in a moment.

staff-files-none = none
staff-file-line = { $kind } { $number }, { $at }: { $link }
staff-file-picture = photo
staff-file-document = PDF
