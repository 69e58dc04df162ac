"""The reader of what stands behind `/surat`."""

from __future__ import annotations

from bot.arguments import Reading
from bot.case_numbers import read_case_number
from bot.desk_arguments import LONGEST_REASON, shown
from bot.emergencies import PREFIX
from bot.referral_commands import MakeReferral, WithdrawReferral
from bot.staff_commands import Misused, StaffCommand

# locale: staff-usage-surat
WITHDRAW = "cabut"


def surat_arguments(reading: Reading) -> StaffCommand:
    """Read `/surat ES-…` or `/surat cabut ES-… = alasan`."""
    front, _, why = (part.strip() for part in reading.rest.partition("="))
    first, _, rest = front.partition(" ")
    is_withdrawn = first.lower() == WITHDRAW
    number = read_case_number(PREFIX, rest if is_withdrawn else front)
    if not number or is_withdrawn != bool(why) or len(why) > LONGEST_REASON:
        return Misused(word="surat", found=shown(reading.rest))
    return WithdrawReferral(number=number, why=" ".join(why.split())) if is_withdrawn else MakeReferral(number=number)
