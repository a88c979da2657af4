"""The permission matrix: every address, what it is about, and who may ask it.

A route that is missing here fails the test, so nobody adds a way out unnoticed
(quality.md, Security).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

About = Literal["anyone", "signed in", "admins", "channel", "thread", "message"]


@dataclass(frozen=True)
class Entry:
    """`about` says what decides: nothing, being signed in, being an admin, or the right to
    read the channel, thread or message in the address.

    `methods` are tried one by one. `query` names what is asked for by a parameter instead of
    the path. `narrow` routes may refuse readers too (404, 403 or 422): they need more than
    reading.
    """

    about: About
    methods: tuple[str, ...] = ("GET",)
    data: tuple[tuple[str, str], ...] = ()
    query: str = ""
    narrow: bool = False


def reads(about: About, query: str = "") -> Entry:
    return Entry(about, query=query)


def posts(about: About, *, narrow: bool = False, query: str = "", **data: str) -> Entry:
    return Entry(about, ("POST",), tuple(data.items()), query, narrow)


def asks(about: About, *, narrow: bool = False, **data: str) -> Entry:
    """A form: GET shows it, POST does it."""
    return Entry(about, ("GET", "POST"), tuple(data.items()), "", narrow)


PUBLIC = reads("anyone")
SIGNED_IN = reads("signed in")

MATRIX: dict[str, Entry] = {
    # config
    "livez": PUBLIC,
    "readyz": PUBLIC,
    "components": PUBLIC,
    "offline": PUBLIC,
    "service-worker": PUBLIC,
    "manifest": PUBLIC,
    "dev_mails": PUBLIC,
    "dev_mail": PUBLIC,
    # accounts
    "setup": PUBLIC,
    "join": PUBLIC,
    "join-ask": PUBLIC,
    "join-asked": PUBLIC,
    "welcome": SIGNED_IN,
    "welcome-preview": posts("signed in"),
    "profile": SIGNED_IN,
    "security": SIGNED_IN,
    "sessions-end-others": posts("signed in"),
    "session-end": posts("signed in"),
    "focus": posts("signed in"),
    "zone": asks("signed in", zone="Asia/Kolkata"),
    "time-off-new": asks("signed in"),
    "time-off": asks("signed in", first="2030-01-01", last="2030-01-02", kind="vacation"),
    "time-off-remove": posts("signed in"),
    "admin-hours": asks("admins"),
    "admin-hours-edit": posts("admins", edit="add-0"),
    "admin-holidays": reads("admins"),
    "admin-holiday-add": posts("admins", day="2030-01-01", name="A day"),
    "admin-holiday-strike": posts("admins"),
    "person": reads("signed in"),
    "avatar": reads("signed in"),
    "members": reads("admins"),
    "members-domains": posts("admins"),
    "invite": posts("admins"),
    "invite-link": posts("admins"),
    "invitation-revoke": posts("admins"),
    "member-role": posts("admins", role="guest"),
    "member-deactivate": asks("admins"),
    "member-reactivate": posts("admins"),
    # channels
    "everything-unread": SIGNED_IN,
    "channels": SIGNED_IN,
    "channel-new": asks("signed in"),
    "channel": reads("channel"),
    "channel-read": posts("channel"),
    "channel-level": posts("channel", narrow=True, level="every"),
    "channel-leave": asks("channel", narrow=True),
    "channel-people": asks("channel", narrow=True, people=""),
    "channel-person-remove": posts("channel", narrow=True, user="1"),
    "channel-settings": asks("channel", narrow=True, name="another"),
    "channel-archive": asks("channel", narrow=True),
    "channel-bring-back": posts("channel", narrow=True),
    "thread-new": Entry("channel", ("GET",), query="channel"),
    # threads
    "thread": reads("thread"),
    "messages": Entry("thread", ("GET", "POST"), (("text", "hello"),)),
    "changes": reads("thread"),
    "read": posts("thread", number="1"),
    "unread": posts("thread", number="1"),
    "follow": posts("thread", following="1"),
    "draft": Entry("thread", ("GET", "POST"), (("text", "begun"), ("version", "0"))),
    "nudge": posts("thread", text="got it"),
    "rename-thread": asks("thread", narrow=True, title="Another"),
    "resolve-thread": asks("thread", narrow=True, outcome="Done."),
    "reopen-thread": posts("thread", narrow=True),
    "thread-responsible": asks("thread", narrow=True, person=""),
    "move-thread": asks("thread", narrow=True, channel="0"),
    "pin-thread": posts("thread", narrow=True, pinned="1"),
    # finding again
    "search": SIGNED_IN,
    "search-complete": SIGNED_IN,
    "decisions": SIGNED_IN,
    "decisions-export": SIGNED_IN,
    "actions": SIGNED_IN,
    "actions-calendar": SIGNED_IN,
    "saved": SIGNED_IN,
    "save-message": asks("message", note="why"),
    "forget-message": posts("message"),
    "items": asks("message", narrow=True, text="Do it", owner="0"),
    "items-done": posts("message", narrow=True, done="1"),
    "items-strike": posts("message", narrow=True, item="1"),
    "message": reads("message"),
    "message-menu": reads("message"),
    "edit-message": asks("message", narrow=True, text="changed"),
    "delete-message": asks("message", narrow=True),
    "message-history": reads("message"),
    "message-source": reads("message"),
    "react": asks("message", emoji="👍"),
    "preview": posts("thread", query="thread", text="**x**"),
    "complete": Entry("thread", ("GET",), (("kind", "people"), ("q", "")), query="thread"),
    "references": SIGNED_IN,
    "sidebar": SIGNED_IN,
    "custom-emoji": SIGNED_IN,
    "custom-emoji-image": SIGNED_IN,
    "manage-emoji": asks("admins"),
    "delete-emoji": posts("admins"),
    "waiting": SIGNED_IN,
    "asks": reads("thread"),
    "ask-promise": asks("message", narrow=True, until=""),
    "ask-hand-over": asks("message", narrow=True),
    "asks-more-time": asks("message", narrow=True),
    "asks-withdraw": asks("message", narrow=True),
    "norms": SIGNED_IN,
    "norms-manage": asks("admins"),
    "norms-wording": asks("admins", text="Be kind."),
    "norms-preview": posts("admins"),
    "norms-channel-add": asks("admins"),
    "norms-channel": asks("admins"),
    "norms-channel-remove": posts("admins"),
    # notifications
    "unsubscribe": PUBLIC,
    "hours": asks("signed in"),
    "hours-edit": posts("signed in", edit="add-0"),
    "hours-preview": posts("signed in"),
    "people": SIGNED_IN,
    "held": SIGNED_IN,
    "home": SIGNED_IN,
    "inbox": SIGNED_IN,
    "inbox-done": Entry("thread", ("POST",), query="thread"),
    "inbox-snooze": Entry(
        "thread", ("GET", "POST"), (("until", "other"), ("custom", "2030-01-02T10:00")), query="thread"
    ),
    "inbox-undo": posts("signed in", token="x"),
    "inbox-acknowledged": posts("signed in", until=""),
    "inbox-brief": asks("signed in"),
    "inbox-finished": SIGNED_IN,
    "inbox-snoozed": SIGNED_IN,
    "inbox-settle": asks("thread"),
    "inbox-return": posts("thread"),
    # sending later
    "later": Entry("thread", ("POST",), (("text", "hello"),)),
    "later-new": posts("signed in", text="hello"),
    "drafts": SIGNED_IN,
    "draft-new": Entry("channel", ("GET",), query="channel"),
    "draft-discard": posts("signed in"),
    "draft-later": asks("signed in"),
    "sent": SIGNED_IN,
    "sent-edit": asks("signed in"),
    "sent-time": asks("signed in"),
    "sent-cancel": posts("signed in"),
    "remind": asks("message", when="week"),
    "reminders": SIGNED_IN,
    "reminder-cancel": posts("signed in"),
    # delivery
    "delivery": posts("thread", text="hello"),
    "delivery-new": Entry("channel", ("POST",), (("text", "hello"),), query="channel"),
}
