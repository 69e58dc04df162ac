# Broadcasts and news of the office, and how to get them no more.

broadcast =
    📢 { $office }

    { $text }

    Our officers never ask for money in a chat.
broadcast-news =
    📢 News from { $office }

    { $text }

    You want no more news? Send #berhenti berita
broadcast-piece = { $piece }

news-stopped =
    You will get no more news from the office.

    What concerns your own booking, such as a change of the schedule or a reminder, still comes. To get news again, send #mulai berita
news-stopped-too =
    { draft-none }

    { news-stopped }
news-started = Thank you. You get news from the office again. To stop it, send #berhenti berita

choice-news-stop = No more news
choice-news-again = News again
