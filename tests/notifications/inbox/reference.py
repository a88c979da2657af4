"""The rules of the inbox once more, slowly: every row is read and looked at in Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from notifications.models import Triage
from threads.models import (
    Ask,
    Membership,
    Mention,
    Message,
    Participant,
    Reaction,
    ReadMark,
    Thread,
)


@dataclass
class Facts:
    """All there is about one thread and one person."""

    thread: Thread
    user: User
    messages: list[Message]
    membership: Membership | None
    mark: ReadMark | None
    triage: Triage | None
    asks: list[Ask]
    named: list[Message]
    reacted: set[int]
    takes_part: bool

    @property
    def may_read(self) -> bool:
        channel = self.thread.channel
        if channel is None:
            return self.takes_part
        return self.membership is not None or not (channel.is_private or self.user.is_guest)

    @property
    def own_last(self) -> int:
        return max((m.number for m in self.messages if m.author_id == self.user.pk), default=0)

    @property
    def read(self) -> int:
        if self.mark:
            return self.mark.number
        if self.thread.channel is None:
            return 0
        if self.membership is None:
            return self.thread.last_number
        since = self.membership.caught_up_at
        return max((m.number for m in self.messages if m.created_at <= since), default=0)


def group_of(user: User, thread: Thread, now: datetime) -> str:
    """ "needs", "mentions", "following" or ""."""
    facts = _facts(user, thread)
    channel = thread.channel
    if not facts.may_read or (channel and channel.archived_at) or _is_asleep(facts, now):
        return ""
    if any(ask.closed_at is None for ask in facts.asks):
        return "needs"
    if any(_is_live(facts, message) for message in facts.named):
        return "mentions"
    if channel and channel.kind == "watercooler":
        return ""
    return "following" if _is_news(facts) or _is_woken(facts, now) else ""


def _is_asleep(facts: Facts, now: datetime) -> bool:
    row = facts.triage
    if row is None or row.snoozed_until is None or row.snoozed_until <= now:
        return False
    assert row.snoozed_number is not None
    assert row.snoozed_at is not None
    if facts.own_last > row.snoozed_number:
        return False
    if facts.thread.channel is None and facts.thread.last_number > row.snoozed_number:
        return False
    if any(message.number > row.snoozed_number for message in facts.named):
        return False
    return not any(ask.opened_at > row.snoozed_at for ask in facts.asks)


def _is_woken(facts: Facts, now: datetime) -> bool:
    row = facts.triage
    if row is None or row.snoozed_until is None or row.snoozed_until > now:
        return False
    return facts.own_last <= (row.snoozed_number or 0)


def _is_live(facts: Facts, message: Message) -> bool:
    done = facts.triage.done_number if facts.triage else None
    if done is not None and message.number <= done:
        return False
    if facts.own_last > message.number or message.pk in facts.reacted:
        return False
    return all(ask.state == "withdrawn" for ask in facts.asks if ask.message_id == message.pk)


def _is_news(facts: Facts) -> bool:
    if facts.thread.last_number <= facts.read:
        return False
    following = facts.mark.following if facts.mark else None
    if following is not None:
        return following
    level = facts.membership.level if facts.membership else None
    was_done = facts.triage is not None and facts.triage.done_number is not None
    return (
        facts.thread.channel is None
        or (level == "every" and facts.read == 0)
        or (was_done and level != "muted")
    )


def _facts(user: User, thread: Thread) -> Facts:
    messages = list(Message.objects.filter(thread=thread))
    members = Membership.objects.filter(user=user, channel=thread.channel_id) if thread.channel_id else ()
    named = set(Mention.objects.filter(user=user).values_list("message_id", flat=True))
    return Facts(
        thread=thread,
        user=user,
        messages=messages,
        membership=next(iter(members), None),
        mark=ReadMark.objects.filter(user=user, thread=thread).first(),
        triage=Triage.objects.filter(user=user, thread=thread).first(),
        asks=list(Ask.objects.filter(person=user, message__thread=thread)),
        named=[message for message in messages if message.pk in named and not message.is_deleted],
        reacted=set(Reaction.objects.filter(user=user).values_list("message_id", flat=True)),
        takes_part=Participant.objects.filter(user=user, thread=thread).exists(),
    )
