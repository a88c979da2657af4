"""What happened in channels and threads (architecture.md, Direction).

Sent inside the transaction that made it true, so that whatever else must commit with it
does. Sockets and the broker are touched only in `transaction.on_commit`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.events import Event
from accounts.models import User
from threads.carrier import Audience
from threads.models import Ask, Channel, Message, Thread, ThreadEntry


@dataclass(frozen=True)
class ThreadStarted:
    """`people` are the participants of a direct thread; empty in a channel."""

    thread: Thread
    people: tuple[User, ...]


@dataclass(frozen=True)
class MessagePosted:
    """`mentions` are ids of people who could read the thread when it was written; `audience`
    may have frames about it."""

    message: Message
    mentions: tuple[int, ...]
    audience: Audience


@dataclass(frozen=True)
class MessageEdited:
    """`new_mentions` were not named by the text before."""

    message: Message
    new_mentions: tuple[int, ...]


@dataclass(frozen=True)
class MessageDeleted:
    message: Message


@dataclass(frozen=True)
class ActionItemsChanged:
    """One was added, done or struck; `message` has its new change sequence."""

    message: Message


@dataclass(frozen=True)
class ReactionChanged:
    """`seq` is the thread's change sequence after it."""

    message: Message
    user: User
    emoji: str
    added: bool
    seq: int


@dataclass(frozen=True)
class ThreadChanged:
    """Title, state, responsible person, pin or place changed; `entry` tells which."""

    thread: Thread
    entry: ThreadEntry


@dataclass(frozen=True)
class ThreadMoved:
    """Also told as ThreadChanged; `before` is the channel it left."""

    thread: Thread
    before: Channel


@dataclass(frozen=True)
class AsksOpened:
    """`message` expects an answer of each person."""

    message: Message
    asks: tuple[Ask, ...]


@dataclass(frozen=True)
class AsksClosed:
    """Answered, acknowledged, handed over or withdrawn, as each one's `state` says."""

    asks: tuple[Ask, ...]


@dataclass(frozen=True)
class AskPromised:
    ask: Ask


@dataclass(frozen=True)
class ThreadRead:
    """`number` is how far; smaller than before when it was marked unread."""

    user: User
    thread: Thread
    number: int


@dataclass(frozen=True)
class ChannelRead:
    """Everything in it was marked as read."""

    user: User
    channel: Channel


@dataclass(frozen=True)
class ChannelChanged:
    """Made, renamed, archived, brought back, made private or public."""

    channel: Channel


@dataclass(frozen=True)
class MemberJoined:
    channel: Channel
    user: User


@dataclass(frozen=True)
class LevelChanged:
    """A member of `channel` chose what they want to hear of it."""

    channel: Channel
    user: User


@dataclass(frozen=True)
class MemberLeft:
    channel: Channel
    user: User


@dataclass(frozen=True)
class DraftChanged:
    """Saved, or gone with `version` 0. One of a new thread has `thread_id` None."""

    user_id: int
    thread_id: int | None
    version: int


@dataclass(frozen=True)
class ScheduledChanged:
    """What somebody wrote to be sent later: more, less, another time, sent or not sent."""

    user_id: int


@dataclass(frozen=True)
class DemoFilled:
    """The fictional company was written, as of `now`; `people` by handle."""

    now: datetime
    people: Mapping[str, User]


thread_started: Event[ThreadStarted] = Event()
message_posted: Event[MessagePosted] = Event()
message_edited: Event[MessageEdited] = Event()
message_deleted: Event[MessageDeleted] = Event()
action_items_changed: Event[ActionItemsChanged] = Event()
reaction_changed: Event[ReactionChanged] = Event()
thread_changed: Event[ThreadChanged] = Event()
thread_moved: Event[ThreadMoved] = Event()
asks_opened: Event[AsksOpened] = Event()
asks_closed: Event[AsksClosed] = Event()
ask_promised: Event[AskPromised] = Event()
thread_read: Event[ThreadRead] = Event()
channel_read: Event[ChannelRead] = Event()
channel_changed: Event[ChannelChanged] = Event()
member_joined: Event[MemberJoined] = Event()
level_changed: Event[LevelChanged] = Event()
member_left: Event[MemberLeft] = Event()
draft_changed: Event[DraftChanged] = Event()
scheduled_changed: Event[ScheduledChanged] = Event()
demo_filled: Event[DemoFilled] = Event()
