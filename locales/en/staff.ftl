# For officers, in their own group.

staff-help =
    Staff commands of { $office }

    • Search for a booking: /cari CODE, a number, or a name
    • Book somebody without a phone: /daftarkan Budi Santoso#25011987#30112026
    • Cancel a booking: /batalkan CODE reason
    • Block and lift: /blokir NUMBER = reason, /lepas NUMBER = reason
    • Write to an applicant: /kirim CODE message
    • What applicants ask: /kotak, /balas ID answer
    • The figures of a date: /rekap 30-11-2026
    • A message to many applicants: /siarkan
    • See and change the quota: /kuota, /kuota 30-11-2026 08:00 40
    • Sessions of the week: /sesi, when new dates open: /jam-buka, how many days ahead: /horison
    • Open a closed date: /buka 30-11-2026
    • Public holidays and joint leave: /libur
    • Close a date: /tutup 30-11-2026 reason
    • Move a date: /pindah 30-11-2026 01-12-2026 reason, /pindah status
    • Who works here, and in which role: /petugas
    • Add a colleague: /petugas tambah Sari Dewi = cs, loket
    • Change roles: /petugas peran Sari Dewi = supervisor
    • Take somebody out: /petugas hapus Sari Dewi
    • What was done last: /riwayat
    • Payments: /lunas BILL NTPN, /tagihan CODE NUMBER
    • Passports ready and handed over: /siap CODE, /serahkan CODE
    • Reports on foreign nationals, in private: /laporan
    • Emergency cases: /es, /es rute
    • Referral letters of patients: /surat
    • Desks and the line: /loket, then press the buttons
    • Undo a step of an application: /urungkan CODE reason
    • The staff's pages at a computer: /masuk
    • Kiosks and boards: /perangkat
    • The office's texts, announcement, address: /teks, /pengumuman, /alamat
    • Fees and closing reasons: /biaya, /alasan
    • Your roles and your ID: /siapa

staff-who =
    { $name }
    Roles: { $roles }
    ID: { $id }

staff-who-stranger =
    You are not on the list of staff yet.
    Your ID: { $id }
    This chat's ID: { $chat }

    Ask an admin to send /petugas tambah, then send the code that you are given: /gabung CODE
    If the admin writes your phone number, share that number with the bot in a private chat.

staff-list =
    Staff of { $office }

    { $members }

staff-line = • { $name }: { $roles } ({ $id })

staff-added = ✅ { $name } is now on the staff: { $roles }.
staff-invite-ask = Make { $name } an officer, with the roles { $roles }?
staff-invited =
    ✅ Code for { $name } ({ $roles }): { $code }

    Tell it to { $name } in person. It works once, within 24 hours, by sending:
    /gabung { $code }
staff-joined = ✅ Welcome, { $name }. Your roles: { $roles }.
staff-code-sent =
    ✅ The code for { $name } ({ $roles }) is made.

    It goes to the private chat of who has invited, not to this group.
staff-write-first =
    ❌ { $name } is not invited yet: the code must not be read in the group, and the bot does not know your private chat.

    Send the bot any message in a private chat, then send this order again.
staff-has-joined = ✅ { $name } has joined the staff: { $roles } ({ $id }).
staff-join-over = ❌ This code is not valid. Ask an admin for a new one.
staff-join-member = ❌ You are on the staff already: { $name }, { $roles }. The code was not used; give it to the colleague for whom it is.
staff-join-name-taken = ❌ Somebody on the staff has the name of this code. Ask an admin for a new code with the full name.
staff-number-taken = ❌ That number belongs to { $name } already. See the list: /petugas
staff-name-long = ❌ This name is too long, at most { $most } letters. Shorten it and send the order again.
staff-name-taken = ❌ Another colleague is called { $name }. Add the last name, so that nobody mixes them up.
staff-name-unknown = ❌ Nobody on the staff is called { $name }. See the list: /petugas
staff-configured = ❌ { $name } is named in the configuration file. The roles can only be changed there.

staff-roles-ask =
    Change the roles of { $name }?

    From: { $before }
    To: { $after }
staff-roles-changed = ✅ The roles of { $name } changed from { $before } to { $after }.
staff-remove-ask = Take { $name } ({ $roles }) off the staff?
staff-removed = ✅ { $name } is no longer on the staff.

staff-history =
    What was done last:

    { $acts }
staff-history-none = Nothing has been done yet.
staff-act = • { $at }, { $who }: { $what }
staff-act-change = • { $at }, { $who }: { $what }. From { $before } to { $after }
staff-act-refused = • { $at }, { $who }: refused, { $what }

staff-dropped = All right, nothing was changed.
staff-plan-over = This question is more than 15 minutes old. Send the command again if it is still needed.
staff-plan-done = This has been done already with the same button.
staff-plan-dropped = This question was answered with No. Send the order again if it is still needed.
staff-plan-second-person = This step takes a second officer. Ask a colleague to press the same button.
staff-word-unknown = There is no such command. Send /bantuan to see all commands.
staff-word-nearest = Did you mean /{ $word }?
staff-misread =
    ❌ "{ $found }" can't be read.

    { $usage }
staff-incomplete =
    ❌ The command is not complete yet.

    { $usage }
staff-stranger = ❌ This command is for the staff. You are not on the list; send /siapa to see how to get there.
staff-not-allowed = ❌ Sorry, { $name }, this command is only for: { $roles }. The attempt was noted.

staff-usage-petugas =
    Examples:
    /petugas
    /petugas tambah Sari Dewi = cs, loket
    /petugas tambah Sari Dewi = cs = 0812-3456-7890
    /petugas peran Sari Dewi = supervisor
    /petugas hapus Sari Dewi

    Roles: admin, supervisor, cs, loket, kasir, pengambilan, darurat, pengawasan.
staff-usage-gabung = Example: /gabung ABCD2345
staff-usage-riwayat = Example: /riwayat, or /riwayat 30 (at most 50).

role-admin = admin
role-supervisor = supervisor
role-cs = Customer Service
role-counter = counter
role-cashier = cashier
role-collection = collection
role-emergency = emergency service
role-supervision = supervision

choice-staff-yes = Yes, do it
choice-staff-yes-other = Yes (2nd officer)
choice-staff-no = No
choice-staff-word = /{ $word }
