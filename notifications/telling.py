"""A preview as the composer shows it: lines, bands, sentences; two queries at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.covers import covers_of
from accounts.models import User
from accounts.working_time import status
from notifications import preview_words as words
from notifications.bands import Span, Tick, axis, mark_at, wait_until, work_spans
from notifications.preview import Preview, Prospect
from notifications.pronouns import covered, covered_and_hears, gender_of
from notifications.summary import names, summary

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One person: the band's attributes are percentages, None for what is not drawn."""

    user: User
    clock: str
    state: Literal["on", "off", "leave"]
    when: str
    expected: str
    interrupts: bool
    band: str
    spans: list[Span]
    mark: str | None
    wait: str | None
    later: str


@dataclass(frozen=True, slots=True)
class Told:
    """`interrupts` counts people; `confirm` is what is to be known before an urgent one."""

    title: str
    summary: SafeString
    interrupts: int = 0
    lines: list[Line] = field(default_factory=list)
    axis: list[Tick] = field(default_factory=list)
    more: int = 0
    aside: str = ""
    confirm: list[SafeString] = field(default_factory=list)


def told(preview: Preview, author: User) -> Told:
    """For `author`, in their clock and the active language."""
    notified, aside = preview.notified, preview.aside
    shown = notified[:MOST_SHOWN]
    wanted = {one.user_id for one in [*shown, *aside[:MOST_SHOWN], *preview.interrupted]}
    people = User.objects.in_bulk(wanted)
    shown = [one for one in shown if one.user_id in people]
    away = {one.user_id: people[one.user_id] for one in shown if _state(one, preview) == "leave"}
    away |= {person.pk: person for person in preview.away}
    covers = covers_of(away.values(), preview.at)
    interrupted = len(preview.interrupted)
    return Told(
        title=_title(preview, interrupted),
        summary=summary(preview, people),
        interrupts=interrupted,
        lines=[_line(one, people[one.user_id], covers.get(one.user_id), preview, author) for one in shown],
        axis=axis(author.time_zone, preview.at),
        more=len(notified) - len(shown),
        aside=_aside(aside, people, begins=preview.thread.last_number == 0),
        confirm=_confirm(preview, people, covers) if preview.urgency == "urgent" else [],
    )


def told_instead(preview: Preview, text: str) -> Told:
    """While an acknowledgement is written, which a reaction would say as well."""
    count = len(preview.notified)
    title = ngettext(
        "%(count)d person would be notified about “%(text)s”",
        "%(count)d people would be notified about “%(text)s”",
        count,
    ) % {"count": count, "text": text}
    instead = _("As a reaction it reaches them the next time they open the thread.")
    return Told(title=title, summary=format_html("{}", instead))


def _title(preview: Preview, interrupted: int) -> str:
    if not preview.prospects:
        return _("Nobody is notified")
    if not interrupted:
        return _("Nobody is interrupted")
    return ngettext("%(count)d person is interrupted", "%(count)d people are interrupted", interrupted) % {
        "count": interrupted
    }


def _line(prospect: Prospect, person: User, cover: User | None, preview: Preview, author: User) -> Line:
    at, held = preview.at, prospect.held
    found = status(prospect.person.schedule, at)
    moment = held.release_at if held else None
    if moment and words.is_now(prospect):
        moment = at
    mark = mark_at(moment, at) if moment else None
    later = ""
    if moment and mark is None:
        later = words.later(moment, person, at)
    return Line(
        user=person,
        clock=words.clock(person, found, at),
        state=found.state,
        when=words.hears(prospect, person, at),
        expected=words.expected(prospect, person, cover, preview),
        interrupts=prospect.interrupts,
        band=words.in_band(prospect, person, found, author, at),
        spans=work_spans(prospect.person.schedule, at) if found.state != "leave" else [],
        mark=mark,
        wait=wait_until(moment, at) if moment else None,
        later=later,
    )


def _aside(aside: list[Prospect], people: Mapping[int, User], *, begins: bool) -> str:
    """Who hears of it by the way: with the digest, or where they look."""
    digest = [one for one in aside if one.held is not None]
    app = [one for one in aside if one.held is None]
    sentences = []
    if digest:
        who, count = names(digest, people), len(digest)
        if begins:
            text = ngettext(
                "%(who)s hears of it by digest, at the start of their next day.",
                "%(who)s hear of it by digest, at the start of their next day.",
                count,
            )
        else:
            text = ngettext(
                "%(who)s follows this thread by digest; theirs arrives at the start of their next day.",
                "%(who)s follow this thread by digest; theirs arrives at the start of their next day.",
                count,
            )
        sentences.append(text % {"who": who})
    if app:
        text = ngettext(
            "%(who)s finds it in the app; they want no mail.",
            "%(who)s find it in the app; they want no mail.",
            len(app),
        )
        sentences.append(text % {"who": names(app, people)})
    return " ".join(sentences)


def _confirm(preview: Preview, people: Mapping[int, User], covers: Mapping[int, User]) -> list[SafeString]:
    """Whom it interrupts, and who is on leave and whom to ask instead."""
    sentences = []
    for one in preview.interrupted:
        person = people[one.user_id]
        where = _("%(clock)s in %(place)s.") % {
            "clock": words.local_clock(person, preview.at),
            "place": person.place,
        }
        rest = words.off_hours(person, one.person.schedule, preview.at)
        sentences.append(format_html("<b>{}</b>, {} {}", person.first_name, where, rest))
    hearing = {one.user_id: one for one in preview.prospects}
    sentences.extend(
        format_html(
            "{} {}",
            _("%(name)s is on leave and is never interrupted.") % {"name": person.first_name},
            _covered(person, covers.get(person.pk), hearing, preview),
        )
        for person in preview.away
    )
    return sentences


def _covered(person: User, cover: User | None, hearing: Mapping[int, Prospect], preview: Preview) -> str:
    if cover is None:
        return ""
    who = gender_of(person.pronouns)
    prospect = hearing.get(cover.pk)
    if prospect is None or prospect.held is None or prospect.held.release_at is None:
        return covered(who, cover.first_name)
    return covered_and_hears(who, cover.first_name, words.at_their_clock(prospect, cover, preview.at))


def _state(prospect: Prospect, preview: Preview) -> str:
    return status(prospect.person.schedule, preview.at).state
