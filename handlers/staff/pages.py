"""`/masuk` and `/perangkat`: the way from the chat to the staff's pages, and the devices of the lobby."""

from __future__ import annotations

from msgspec.structs import replace

from bot.arguments import no_arguments
from bot.messages import Lines, Reply, Value, Words
from bot.page_arguments import perangkat_arguments
from bot.page_commands import AddDevice, ShowDevices, SignIn, WithdrawDevice
from bot.routing import Routes, StaffRequest
from bot.staff import EVERYONE, LEADERS
from bot.store.devices import Device, DeviceKind
from handlers.staff.orders import ask, noted

routes = Routes()


@routes.for_staff(SignIn, roles=EVERYONE, words={"masuk": no_arguments(SignIn)})
async def sign_in(request: StaffRequest, command: SignIn) -> Reply:
    """Give the code that signs an officer in, in private: in the group everybody could use it."""
    if request.event.is_group:
        return Reply(key="staff-sign-in-private")
    code = await request.staffroom.sign_ins.code(request.office, request.member, operation=request.operation)
    await noted(request, "masuk")
    url = request.office.pages_url
    values: dict[str, Value] = {"code": code, "url": f"{url}/masuk#{code}"}
    return Reply(key="staff-sign-in-link" if url else "staff-sign-in", values=values)


@routes.for_staff(ShowDevices, roles=LEADERS)
async def show(request: StaffRequest, command: ShowDevices) -> Reply:
    """Tell which devices are paired."""
    devices = await request.staffroom.devices.of(request.office)
    if not devices:
        return Reply(key="staff-devices-none")
    lines = Lines(tuple(Words("staff-device", {"name": d.name, "kind": kind_words(d.kind)}) for d in devices))
    return Reply(key="staff-devices", values={"devices": lines})


# locale: staff-usage-perangkat
@routes.for_staff(AddDevice, roles=LEADERS, words={"perangkat": perangkat_arguments})
async def add(request: StaffRequest, command: AddDevice) -> Reply:
    """Give the code that makes a browser in the lobby this device."""
    device = Device(name=command.name, kind=command.kind)
    code = await request.staffroom.devices.code(request.office, device, operation=request.operation)
    await noted(request, f"perangkat tambah {command.name}", after=command.kind)
    url = request.office.pages_url
    values: dict[str, Value] = {
        "name": command.name,
        "kind": kind_words(command.kind),
        "code": code,
        "url": f"{url}/perangkat",
    }
    return Reply(key="staff-device-link" if url else "staff-device-code", values=values)


@routes.for_staff(WithdrawDevice, roles=LEADERS)
async def withdraw(request: StaffRequest, command: WithdrawDevice) -> Reply:
    """Make a device's token worthless, after a second press."""
    name = next(
        (d.name for d in await request.staffroom.devices.of(request.office) if _is(d, command.name)), command.name
    )
    if not command.is_sure:
        asked = Reply(key="staff-device-withdraw-ask", values={"name": name})
        return await ask(request, asked, then=replace(command, name=name))
    if await request.staffroom.devices.withdraw(request.office, name):
        await noted(request, f"perangkat cabut {name}")
    return Reply(key="staff-device-withdrawn", values={"name": name})


def kind_words(kind: DeviceKind) -> Words:
    """Return a kind of device as people call it."""
    # locale: device-kiosk, device-board
    return Words(f"device-{kind}")


def _is(device: Device, name: str) -> bool:
    return device.name.casefold() == name.casefold()
