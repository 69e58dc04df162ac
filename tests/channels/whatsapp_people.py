"""What people do at WhatsApp, as the events that neonize makes of it."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.channels.neonize_library import build_jid, e2e, proto
from tests.channels.whatsapp_server import LID, PHONE

NOW_MS = 1_795_500_000_000
NOBODY = proto.JID(User="", RawAgent=0, Device=0, Integrator=0, Server="", IsEmpty=True)
FLAGS = ("IsEphemeral", "IsViewOnce", "IsViewOnceV2", "IsViewOnceV2Extension", "IsDocumentWithCaption")


def jid(id: str, *, device: int = 0) -> Any:
    """Return an id, of a device of the person's."""
    if not id:
        return NOBODY
    user, _, server = id.partition("@")
    found = build_jid(user, server)
    found.Device = device
    return found


def event(
    message: Any,
    *,
    id: str = "3A01",
    chat: str = LID,
    sender: str = LID,
    alt: str = PHONE,
    at_ms: int = NOW_MS,
    is_from_me: bool = False,
) -> Any:
    """Return the event of a message; by default a private one of a person of whom all is told."""
    source = proto.MessageSource(
        Chat=jid(chat),
        Sender=jid(sender, device=3),
        SenderAlt=jid(alt),
        IsFromMe=is_from_me,
        IsGroup=chat.endswith("@g.us"),
        RecipientAlt=NOBODY,
        BroadcastListOwner=NOBODY,
    )
    info = proto.MessageInfo(
        MessageSource=source,
        ID=id,
        ServerID=0,
        Type="text",
        Pushname="Budi",
        Timestamp=at_ms,
        Category="",
        Multicast=False,
        MediaType="",
        Edit="",
    )
    flags = dict.fromkeys((*FLAGS, "IsLottieSticker", "IsEdit"), False)
    return proto.Message(Info=info, Message=message, UnavailableRequestID="", RetryCount=0, **flags)


def said(text: str, **what: Any) -> Any:
    """Return the event of a text."""
    return event(e2e.Message(conversation=text), **what)


def sent_file(data: bytes, *, path: str, kind: str = "imageMessage", caption: str = "", **what: Any) -> Any:
    """Return the event of a picture or document (`documentMessage`), which WhatsApp keeps under a path."""
    digest = hashlib.sha256(data).digest()
    file = {
        "directPath": path,
        "mediaKey": bytes(32),
        "fileSHA256": digest,
        "fileEncSHA256": digest,
        "fileLength": len(data),
        "mimetype": "image/jpeg",
        "caption": caption,
    }
    content = {"imageMessage": e2e.ImageMessage, "documentMessage": e2e.DocumentMessage}[kind](**file)
    return event(e2e.Message(**{kind: content}), **what)


def answered(text: str, *, context: Any, **what: Any) -> Any:
    """Return the event of a text with something about it: what it quotes, whom it mentions, that it is forwarded."""
    return event(
        e2e.Message(extendedTextMessage=e2e.ExtendedTextMessage(text=text, contextInfo=e2e.ContextInfo(**context))),
        **what,
    )


def joined(group: str) -> Any:
    """Return the event that tells the device that it is in a group now."""
    info = proto.GroupInfo(
        OwnerJID=NOBODY,
        JID=jid(group),
        OwnerPN=NOBODY,
        GroupName=proto.GroupName(Name="Keluarga", NameSetAt=0, NameSetBy=NOBODY),
        GroupTopic=proto.GroupTopic(Topic="", TopicID="", TopicSetAt=0, TopicSetBy=NOBODY, TopicDeleted=False),
        GroupLocked=proto.GroupLocked(isLocked=False),
        GroupAnnounce=proto.GroupAnnounce(IsAnnounce=False, AnnounceVersionID=""),
        GroupEphemeral=proto.GroupEphemeral(IsEphemeral=False, DisappearingTimer=0),
        GroupIncognito=proto.GroupIncognito(IsIncognito=False),
        GroupParent=proto.GroupParent(IsParent=False, DefaultMembershipApprovalMode=""),
        GroupLinkedParent=proto.GroupLinkedParent(LinkedParentJID=NOBODY),
        GroupIsDefaultSub=proto.GroupIsDefaultSub(IsDefaultSubGroup=False),
        GroupCreated=0,
        ParticipantVersionID="",
    )
    return proto.JoinedGroup(Reason="", Type="", CreateKey="", GroupInfo=info)
