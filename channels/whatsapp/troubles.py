"""Why a device stops, in words: for the log what to do, for the staff a notice in their other chats. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.messages import Moment, Reply, Value
from channels.whatsapp.frames import Trouble, TroubleKind

DAY_MS = 24 * 3600 * 1000
REPLACED_S = 15 * 60
OUTDATED_S = 3600
REFUSED_S = 300

WAITS: Mapping[TroubleKind, int] = {"replaced": REPLACED_S, "outdated": OUTDATED_S, "refused": REFUSED_S}
"""How long to leave WhatsApp alone, in seconds, where it does not say so itself."""

REMEDIES: Mapping[TroubleKind, str] = {
    "logged-out": "the phone unlinked this device: link it again, a new code is shown",
    "banned": "WhatsApp banned the number for a time; it is left alone until then, and should write less afterwards",
    "replaced": "another program uses the same session: stop it; tried again every 15 minutes",
    "outdated": "WhatsApp no longer takes this version: upgrade neonize and start again",
    "refused": "WhatsApp refuses the connection: look at the phone, it may show why",
    "not-linked": "no phone was linked in time: a new code is shown",
    "no-connection": "WhatsApp can't be reached: look at the network and the proxy",
    "no-session": "the session can't be opened: look at `session`, and whether its database is there and lets us in",
}
# locale: whatsapp-logged-out, whatsapp-banned, whatsapp-replaced, whatsapp-outdated, whatsapp-refused
TOLD: frozenset[TroubleKind] = frozenset({"logged-out", "banned", "replaced", "outdated", "refused"})


def remedy(trouble: Trouble) -> str:
    """Return what the operator is to do."""
    detail = f" ({trouble.detail})" if trouble.detail else ""
    return f"{REMEDIES[trouble.kind]}{detail}"


def notice(trouble: Trouble, *, account: str, now_ms: int) -> Reply | None:
    """Return what the staff are told, once a day for each kind; None for what passes by itself."""
    if trouble.kind not in TOLD:
        return None
    until = Moment(now_ms + trouble.wait_s * 1000, "full")
    values: Mapping[str, Value] = {"account": account, **({"until": until} if trouble.kind == "banned" else {})}
    once = f"whatsapp {account} {trouble.kind} {now_ms // DAY_MS}"
    return Reply(key=f"whatsapp-{trouble.kind}", values=values, idempotency_key=once)
