"""Writes somebody's digest in their language and zone: subject, text and HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.wall_clock import zone_named
from accounts.working_time import Schedule, is_working
from notifications.digest import words
from notifications.digest.content import Content, Held, Listed
from notifications.digest.findings import AskRow, ThreadRow
from notifications.digest.schedule import EVERY_DAY, DigestWishes
from threads.markdown.excerpt import excerpt

FEWEST_ASKS, MOST_ASKS, MOST_DECISIONS, MOST_LISTED = 4, 10, 5, 3
LINE, OUTCOME = 110, 220


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the installation is: its name, its public origin without a trailing slash, and the
    link that ends this reader's digests."""

    organization: str
    origin: str
    unsubscribe: str


@dataclass(frozen=True, slots=True)
class Line:
    """A thread as the mail shows it. `tone` is "late", "urgent" or empty."""

    title: str
    url: str
    detail: str = ""
    due: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """`count` stands beside the heading, `more` leads to what is not shown; both may be empty."""

    heading: str
    count: str
    lines: list[Line]
    more: str = ""


def render(
    user: User,
    content: Content,
    place: Place,
    *,
    now: datetime,
    schedule: Schedule,
    wishes: DigestWishes,
    was_disturbed: bool,
) -> Mail:
    """`now` (aware) is when it is sent; `was_disturbed` is whether something urgent reached them
    since the last one."""
    zone = zone_named(user.time_zone)
    with translation.override(user.locale), timezone.override(zone):
        now = now.astimezone(zone)
        today = _due_today(content.asks, now)
        rest = bool(content.held or content.decisions or content.followed or content.new)
        facts = {
            "language": translation.get_language(),
            "organization": place.organization,
            "sent": f"{words.long_day(now)}, {now:%H:%M}",
            "subject": words.subject(now, len(content.asks), content.mentions, content.directs),
            "preheader": words.preheader(
                min(today).astimezone(zone) if today else None, len(content.decisions)
            ),
            "greeting": words.greeting(user.first_name, now),
            "lede": words.lede(len(content.asks), len(today), has_rest=rest),
            "inbox": f"{place.origin}/",
            "asks": _asks(content.asks, now, place) if content.asks else None,
            "held": _held(content, schedule, place) if content.held else None,
            "decisions": _decisions(content.decisions, place) if content.decisions else None,
            "followed": _followed(content.followed, place) if content.followed else None,
            "new": _new(content.new, place) if content.new else None,
            "rhythm": _rhythm(schedule, wishes, now),
            "was_disturbed": was_disturbed,
            "settings": f"{place.origin}{reverse('hours')}",
            "unsubscribe": place.unsubscribe,
        }
        # Whatever people call themselves and their threads, a subject is one line.
        subject = " ".join(render_to_string("email/digest/subject.txt", facts).split())
        text = render_to_string("email/digest/body.txt", facts).strip() + "\n"
        return Mail(subject, text, render_to_string("email/digest/body.html", facts))


def _due_today(asks: list[AskRow], now: datetime) -> list[datetime]:
    dues = [ask.due_at for ask in asks if ask.due_at is not None]
    return [due for due in dues if due >= now and due.astimezone(now.tzinfo).date() == now.date()]


def _asks(asks: list[AskRow], now: datetime, place: Place) -> Section:
    """All that is due by tonight, a few in any case; the rest in one line."""
    dues = [ask.due_at.astimezone(now.tzinfo) if ask.due_at else None for ask in asks]
    by_tonight = sum(due is not None and due.date() <= now.date() for due in dues)
    shown = min(max(by_tonight, FEWEST_ASKS), MOST_ASKS)
    lines = [_ask(ask, due, now, place) for ask, due in zip(asks[:shown], dues, strict=False)]
    hidden = len(asks) - len(lines)
    rest = words.more_asks(hidden, dues[shown], now) if hidden else ""
    return Section(_("Needs your reply"), str(len(asks)), lines, rest)


def _ask(ask: AskRow, due: datetime | None, now: datetime, place: Place) -> Line:
    author = ask.author.split()[0]
    name = {"name": author, "channel": ask.channel}
    where = _("%(name)s in #%(channel)s") % name if ask.channel else author
    tone = "late" if due and due < now else "urgent" if ask.urgency == "urgent" else ""
    return Line(
        ask.title,
        _url(place, ask.thread_id, ask.title, ask.number),
        _says(where, ask.html),
        words.due(due, now),
        tone,
    )


def _held(content: Content, schedule: Schedule, place: Place) -> Section:
    was_off = not any(is_working(schedule, one.said.created_at) for one in content.held)
    heading = _("Held while you were off") if was_off else _("Mentions and direct threads")
    lines = [_held_line(one, place) for one in content.held]
    count = words.held_count(content.mentions, content.directs)
    return Section(heading, count, lines, words.more(content.hidden) if content.hidden else "")


def _held_line(one: Held, place: Place) -> Line:
    url = _url(place, one.thread.id, one.thread.title, one.said.number)
    return Line(one.thread.title, url, _says(one.said.author.split()[0], one.said.html))


def _decisions(threads: list[ThreadRow], place: Place) -> Section:
    shown = threads[:MOST_DECISIONS]
    lines = [
        Line(row.title, _url(place, row.id, row.title), excerpt(row.outcome_html, OUTCOME)) for row in shown
    ]
    hidden = len(threads) - len(lines)
    return Section(_("Decisions made"), str(len(threads)), lines, words.more(hidden) if hidden else "")


def _followed(listed: list[Listed], place: Place) -> Section:
    lines = [
        Line(
            one.thread.title,
            _url(place, one.thread.id, one.thread.title, one.thread.read_number + 1),
            _("%(count)d new") % {"count": one.new},
        )
        for one in listed[:MOST_LISTED]
    ]
    hidden = len(listed) - len(lines)
    count = _("%(count)d with something new") % {"count": len(listed)}
    return Section(_("Threads you follow"), count, lines, words.more_threads(hidden) if hidden else "")


def _new(threads: list[ThreadRow], place: Place) -> Section:
    lines = [
        Line(row.title, _url(place, row.id, row.title), f"#{row.channel}") for row in threads[:MOST_LISTED]
    ]
    hidden = len(threads) - len(lines)
    more = words.more_threads(hidden) if hidden else ""
    return Section(_("New in your channels"), str(len(threads)), lines, more)


def _rhythm(schedule: Schedule, wishes: DigestWishes, now: datetime) -> str:
    starts = {day: min(w.start for w in schedule.windows if w.weekday == day) for day in _days(schedule)}
    return words.rhythm(
        f"{now:%H:%M}",
        every_day_alike=wishes.at is not None or len(set(starts.values())) == 1,
        chosen_days=wishes.days != EVERY_DAY,
    )


def _days(schedule: Schedule) -> set[int]:
    return {window.weekday for window in schedule.windows}


def _says(who: str, html: str) -> str:
    said = excerpt(html, LINE)
    return _("%(who)s: %(said)s") % {"who": who, "said": said} if said else who


def _url(place: Place, thread_id: int, title: str, number: int | None = None) -> str:
    """As `Thread.get_absolute_url`, without a thread."""
    slug = slugify(title)[:60].strip("-") or "thread"
    anchor = f"#m{number}" if number else ""
    return f"{place.origin}{reverse('thread', args=[thread_id, slug])}{anchor}"
