# The language of the answers (#bahasa). It is asked in both.

language-which = Choose your language. / Pilih bahasa.
language-set = All right, from now on we answer in English. The command words stay the same.
choice-indonesian = Bahasa Indonesia
choice-english = English
