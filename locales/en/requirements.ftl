# The papers to bring (#syarat): originals, and copies on A4 paper.

papers-which = For whom are the papers? Please choose.

papers-adult =
    New passport, adult

    Bring the originals and A4 copies:
    • Identity card (e-KTP)
    • Family card (KK)
    • One of: birth certificate, marriage book, diploma or baptism letter

    { papers-rule }

papers-replacement =
    Replacement of a passport

    If the old passport was issued in Indonesia after 2009 and its data is the same, bring only:
    • Identity card (e-KTP)
    • The old passport

    Otherwise bring the family card (KK) too, and one of: birth certificate, marriage book, diploma or baptism letter.

    { papers-rule }

papers-child =
    Passport of a child under 17

    Bring the originals and A4 copies:
    • Identity cards (e-KTP) of father and mother
    • Family card (KK)
    • The child's birth certificate
    • The parents' marriage book
    • The parents' statement
    Both parents come with the child.

    { papers-rule }

papers-migrant-worker =
    Passport of a migrant worker (TKI/PMI)

    Bring the originals and A4 copies:
    • Identity card (e-KTP)
    • Family card (KK)
    • One of: birth certificate, marriage book, diploma or baptism letter
    The first passport is free of charge.

    { papers-rule }

papers-pilgrim =
    Passport for hajj or umrah

    Bring the originals and A4 copies:
    • Identity card (e-KTP)
    • Family card (KK)
    • One of: birth certificate, marriage book, diploma or baptism letter
    • A letter of the hajj or umrah travel agent

    { papers-rule }

papers-lost =
    Lost or damaged passport, or a change of data

    This can't be booked by chat. Please come to the office: an officer looks into it first and writes an inquiry report (BAP).

    Bring your identity card (e-KTP), your family card (KK) and the old passport if you still have it. For a lost passport, bring the police report as well.

papers-rule = All personal data must be identical on every document.

choice-papers = Papers to bring
choice-papers-adult = Adult, new passport
choice-papers-replacement = Replacement
choice-papers-child = Child
choice-papers-migrant-worker = Migrant worker
choice-papers-pilgrim = Hajj or umrah
choice-papers-lost = Lost or damaged
