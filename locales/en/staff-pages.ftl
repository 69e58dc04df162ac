# The staff's pages and the devices of the lobby, in the staff chat.

staff-sign-in-private = A sign-in code is not written in the group. Send /masuk in a private chat with this bot.
staff-sign-in =
    Your sign-in code: { $code }

    Open the staff's page and type this code. It is good for five minutes and for one sign-in. Do not pass it on to anybody.
staff-sign-in-link =
    Your sign-in code: { $code }
    { $url }

    Open that address, or type the code on the staff's page. It is good for five minutes and for one sign-in. Do not pass it on to anybody.

staff-devices =
    Paired devices:

    { $devices }

    To withdraw one: /perangkat cabut NAME
staff-devices-none = There is no device yet. Pair one with: /perangkat tambah Kios 1 = kios
staff-device = • { $name } ({ $kind })
staff-device-code =
    Code for { $name } ({ $kind }): { $code }

    Open the page /perangkat on that device and type this code. It is good for 15 minutes, for one device.
staff-device-link =
    Code for { $name } ({ $kind }): { $code }

    On that device open { $url } and type this code. It is good for 15 minutes, for one device.
staff-device-withdraw-ask = Withdraw { $name }? Its screen stops at once, until it is paired again.
staff-device-withdrawn = ✅ { $name } is withdrawn.

device-kiosk = kiosk
device-board = board

staff-usage-perangkat =
    Examples:
    /perangkat
    /perangkat tambah Kios 1 = kios
    /perangkat tambah TV lobi = papan
    /perangkat cabut Kios 1
