# Bahasa jawaban (#bahasa). Ditanyakan dalam kedua bahasa.

language-which = Pilih bahasa. / Choose your language.
language-set = Baik, mulai sekarang kami menjawab dalam bahasa Indonesia. Kata perintah tetap sama.
choice-indonesian = Bahasa Indonesia
choice-english = English
