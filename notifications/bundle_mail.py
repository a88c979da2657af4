"""Writes the mail of one bundle, in its reader's language and zone: subject, text, HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.addresses import absolute
from accounts.models import Organization
from accounts.wall_clock import zone_named
from notifications.models import Reminder
from notifications.rules import Reason
from notifications.transports.base import Bundle, Entry
from notifications.unsubscribe import Kind, url_for
from threads.markdown.excerpt import excerpt, plain_text
from threads.models import Ask

EXCERPT = 400
LONGEST_TEXT = 5_000
ORDER = [*Reason]


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Said:
    """One message as the mail shows it. `due_at` is set where an answer is expected."""

    author: str
    at: datetime
    line: str
    text: str
    why: str
    urgent_reason: str
    due_at: datetime | None
    is_late: bool
    url: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One thread with what is new in it, oldest first."""

    title: str
    place: str
    url: str
    messages: tuple[Said, ...]


def write(bundle: Bundle) -> Mail:
    """Raises nothing of its own: what a template raises, its caller handles."""
    reader = bundle.recipient
    with translation.override(reader.locale), timezone.override(zone_named(reader.time_zone)):
        topics = _topics(bundle)
        facts = {
            "organization": Organization.current(),
            "reader": reader,
            "topics": topics,
            "lede": _lede(bundle, topics),
            "inbox": absolute("/"),
            "unsubscribe": url_for(reader, Kind.BUNDLE),
            "subject": _subject(bundle, topics),
            "language": translation.get_language(),
        }
        # Whatever people call themselves and their threads, a subject is one line.
        subject = " ".join(render_to_string("email/bundle/subject.txt", facts).split())
        text = render_to_string("email/bundle/body.txt", facts).strip() + "\n"
        return Mail(subject[:200], text, render_to_string("email/bundle/body.html", facts))


def _subject(bundle: Bundle, topics: list[Topic]) -> str:
    first = _by_weight(bundle.entries)[0]
    author, title = first.message.author.first_name, topics[0].title
    if first.urgent:
        return _("Urgent, from %(name)s: %(reason)s") % {
            "name": author,
            "reason": first.message.urgent_reason,
        }
    if len(topics) > 1:
        more = len(topics) - 1
        words = ngettext("%(title)s, and %(more)d more thread", "%(title)s, and %(more)d more threads", more)
        return words % {"title": title, "more": more}
    if len(bundle.entries) > 1:
        return _("%(number)d new messages in %(title)s") % {
            "number": len(bundle.entries),
            "title": title,
        }
    if first.reason is Reason.REMINDER and first.message.pk in _own_reminders(bundle):
        return _("You wanted to be reminded: %(title)s") % {"title": title}
    return _SUBJECTS[first.reason]() % {"name": author, "title": title}


_SUBJECTS = {
    Reason.ASK: lambda: _("%(name)s asks you: %(title)s"),
    Reason.MENTION: lambda: _("%(name)s names you: %(title)s"),
    Reason.DIRECT: lambda: _("%(name)s to you: %(title)s"),
    Reason.FOLLOWED: lambda: _("%(name)s in %(title)s"),
    Reason.NEW_THREAD: lambda: _("%(name)s begins: %(title)s"),
    Reason.REMINDER: lambda: _("Your answer is expected: %(title)s"),
    Reason.CHECK_IN: lambda: _("Check-in: %(title)s"),
}
_WHY = {
    Reason.ASK: lambda: _("asks you for a reply"),
    Reason.MENTION: lambda: _("names you"),
    Reason.DIRECT: lambda: _("writes to you"),
    Reason.FOLLOWED: lambda: _("in a thread that you follow"),
    Reason.NEW_THREAD: lambda: _("begins a thread"),
    Reason.REMINDER: lambda: _("still waits for your reply"),
    Reason.CHECK_IN: lambda: _("check-in"),
}


def _lede(bundle: Bundle, topics: list[Topic]) -> str:
    asked = sum(said.due_at is not None for topic in topics for said in topic.messages)
    new = len(bundle.entries)
    words = ngettext("%(new)d new message for you", "%(new)d new messages for you", new) % {"new": new}
    if not asked:
        return _("%(words)s. The rest can wait.") % {"words": words} if new > 1 else f"{words}."
    asks = ngettext("one asks for your reply", "%(asked)d ask for your reply", asked) % {"asked": asked}
    return f"{words}, {asks}."


def _topics(bundle: Bundle) -> list[Topic]:
    """Threads by the strongest reason in each, so that what waits on the reader stands first."""
    asks, own = _asks(bundle), _own_reminders(bundle)
    groups: dict[int, list[Entry]] = {}
    for entry in _by_weight(bundle.entries):
        groups.setdefault(entry.message.thread_id, []).append(entry)
    return [
        _topic(sorted(group, key=lambda entry: entry.message.number), asks, own) for group in groups.values()
    ]


def _topic(entries: list[Entry], asks: dict[int, Ask], own: dict[int, str]) -> Topic:
    thread = entries[0].message.thread
    place = f"#{thread.channel.name}" if thread.channel else _("direct")
    messages = tuple(_said(entry, asks.get(entry.message.pk), own.get(entry.message.pk)) for entry in entries)
    return Topic(thread.title, place, absolute(thread.get_absolute_url()), messages)


def _said(entry: Entry, ask: Ask | None, note: str | None) -> Said:
    """`note` is what they wrote when they asked to be reminded; None when they did not."""
    message, text = entry.message, plain_text(entry.message.html)
    source = message.source
    due_at = (ask.promised_at or ask.due_at) if ask else None
    return Said(
        author=message.author.name,
        at=timezone.localtime(message.created_at),
        line=excerpt(message.html, EXCERPT) if text else "",
        text=source if len(source) <= LONGEST_TEXT else f"{source[:LONGEST_TEXT].rstrip()} …",
        why=_WHY[entry.reason]() if note is None or entry.reason is not Reason.REMINDER else _reminded(note),
        urgent_reason=message.urgent_reason if message.urgency == "urgent" else "",
        due_at=timezone.localtime(due_at) if due_at else None,
        is_late=entry.reason is Reason.REMINDER and note is None,
        url=absolute(message.get_absolute_url()),
    )


def _asks(bundle: Bundle) -> dict[int, Ask]:
    """What is open of the reader, by message."""
    ids = [entry.message.pk for entry in bundle.entries]
    found = Ask.objects.filter(message__in=ids, person=bundle.recipient, closed_at=None)
    return {ask.message_id: ask for ask in found}


def _own_reminders(bundle: Bundle) -> dict[int, str]:
    """The notes of what the reader asked to be reminded of, by message; the latest of each."""
    ids = [entry.message.pk for entry in bundle.entries if entry.reason is Reason.REMINDER]
    if not ids:
        return {}
    own = Reminder.objects.filter(user=bundle.recipient, message__in=ids, told_at__isnull=False)
    return dict(own.order_by("told_at").values_list("message_id", "note"))


def _reminded(note: str) -> str:
    if not note:
        return _("you wanted to be reminded")
    return _("you wanted to be reminded: %(note)s") % {"note": note}


def _by_weight(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(
        entries,
        key=lambda entry: (not entry.urgent, ORDER.index(entry.reason), entry.message.created_at),
    )
