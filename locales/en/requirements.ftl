# The papers to bring (#syarat): originals, and copies on A4 paper.

papers-which = Which application are the papers for? Please choose.

papers-adult =
    New passport, adult

    Bring the originals and A4 copies:
    • Identity card (e-KTP)
    • Family card (KK)
    • One of: birth certificate, marriage certificate (buku nikah), school diploma (ijazah) or baptism certificate

    { papers-rule }

papers-replacement =
    Replacing a passport

    If your old passport was issued in Indonesia after 2009 and its data is still the same, bring only the originals and A4 copies of:
    • Identity card (e-KTP)
    • Your old passport

    Otherwise, also bring your family card (KK) and one of: birth certificate, marriage certificate (buku nikah), school diploma (ijazah) or baptism certificate.

    { papers-rule }

papers-child =
    Passport for a child under 17

    Bring the originals and A4 copies:
    • Identity cards (e-KTP) of father and mother
    • Family card (KK)
    • The child's birth certificate
    • The parents' marriage certificate (buku nikah)
    • A statement by the parents (surat pernyataan orang tua)
    Both parents come with the child.

    { papers-rule }

papers-migrant-worker =
    Passport for a migrant worker (TKI/PMI)

    Bring the originals and A4 copies:
    • Identity card (e-KTP)
    • Family card (KK)
    • One of: birth certificate, marriage certificate (buku nikah), school diploma (ijazah) or baptism certificate
    The first passport is free of charge.

    { papers-rule }

papers-pilgrim =
    Passport for hajj or umrah

    Bring the originals and A4 copies:
    • Identity card (e-KTP)
    • Family card (KK)
    • One of: birth certificate, marriage certificate (buku nikah), school diploma (ijazah) or baptism certificate
    • A letter from the hajj or umrah travel agent

    { papers-rule }

papers-lost =
    Lost or damaged passport, or a change of data

    This can't be booked by chat. Please come to the office: an officer first looks into the case and writes an inquiry report (BAP).

    Bring your identity card (e-KTP), your family card (KK) and the old passport if you still have it. For a lost passport, bring the police report as well.

papers-rule = All personal data must be identical on every document.

choice-papers = Papers to bring
choice-papers-adult = Adult, new passport
choice-papers-replacement = Replacement
choice-papers-child = Child
choice-papers-migrant-worker = Migrant worker
choice-papers-pilgrim = Hajj or umrah
choice-papers-lost = Lost or damaged
