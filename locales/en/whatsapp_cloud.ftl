# WhatsApp by the Cloud API: words around buttons, and a notice for the staff.

whatsapp-cloud-list = Show choices
whatsapp-cloud-choose = Please choose:
whatsapp-cloud-share = Press this button to send your number.
whatsapp-cloud-refused =
    ⚠️ WHATSAPP HAS STOPPED SENDING

    Meta refuses the WhatsApp account { $account }. Applicants' messages still come in; their answers wait and are not lost.
    Please tell whoever runs the system: check the account's token, permissions and payment at Meta.
