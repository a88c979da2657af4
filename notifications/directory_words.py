"""Pure: what the people page says of somebody, in the active language."""

from __future__ import annotations

import re
from datetime import date

from django.utils.dates import MONTHS_3
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.clock_times import write_clock
from accounts.clock_words import HALF_A_DAY
from accounts.models import User
from accounts.wall_clock import zone_named
from notifications.models import Preference
from notifications.queries.directory import Away, Row

LONGEST = 60
_SENTENCE = re.compile(r"(?<=[.!?])\s")


def clock_words(row: Row) -> str:
    """ "Sun 21:20", or on leave "Until Wed 2 Dec"."""
    if row.status.state == "leave":
        if row.status.until is None:
            return _("On leave")
        last = row.status.until.astimezone(zone_named(row.person.time_zone)) - HALF_A_DAY
        return _("Until %(day)s") % {"day": date_format(last, "D j M")}
    return date_format(row.now, "D H:i")


def state_words(row: Row) -> str:
    """ "Denver, off hours"; on leave only where."""
    here = {"place": row.person.place}
    if row.status.state == "leave":
        return row.person.place
    if row.status.state == "on":
        if row.focus_until:
            focus = {**here, "moment": date_format(row.focus_until, "H:i")}
            return _("%(place)s, focus until %(moment)s") % focus
        return _("%(place)s, in hours") % here
    if row.status.until is None:
        return _("%(place)s, no upcoming hours") % here
    return _("%(place)s, off hours") % here


def band_words(row: Row, *, is_me: bool) -> str:
    """What the band shows, for whoever does not see it."""
    name = row.person.first_name
    if row.status.state == "leave":
        return _("%(name)s is on leave") % {"name": name}
    if not row.works:
        return _("%(name)s has no hours") % {"name": name}
    if is_me:
        both = _("you")
    elif row.overlaps_wholly:
        both = _("all day")
    else:
        both = _(" and ").join(row.overlap) or _("none")
    return _("%(name)s works %(hours)s in %(place)s; overlap with you: %(overlap)s") % {
        "name": name,
        "hours": ", ".join(row.works),
        "place": row.person.place,
        "overlap": both,
    }


def prefers(row: Row, known: set[int] | None) -> str:
    """Who covers, or what they say of themselves, or how notifications reach them. `known` are
    the people whom a viewer may know of, None for everybody."""
    if row.status.state == "leave":
        cover = row.away.cover if row.away else None
        if cover and (known is None or cover.pk in known):
            return _("%(name)s covers") % {"name": cover.first_name}
        return ""
    if row.focus_until and row.person.focus_note:
        return row.person.focus_note
    return first_sentence(row.person.way_of_working) or preference_words(row.preference)


def preference_words(preference: Preference | None) -> str:
    mode = preference.mode if preference else Preference.Mode.AS_THEY_COME
    if preference and mode == Preference.Mode.BATCHES:
        times = [write_clock(minutes) for minutes in preference.batch_times]
        return _("Batches at %(times)s") % {"times": _and(times)}
    if preference and mode == Preference.Mode.DIGEST_ONLY:
        if preference.digest_at is None:
            return _("Digest only")
        return _("Digest only, %(time)s") % {"time": write_clock(preference.digest_at)}
    return _("As they come")


def away_words(away: Away) -> str:
    """ "Tom until 2 Dec", "Lena and Sam 26 Nov, Thanksgiving", "Maya 21 Dec – 3 Jan"."""
    names = _and([person.first_name for person in _some(away.people)])
    if len(away.people) > len(_some(away.people)):
        names = _("%(names)s and %(count)s more") % {
            "names": ", ".join(person.first_name for person in _some(away.people)),
            "count": len(away.people) - len(_some(away.people)),
        }
    first, last = _day(away.first), _day(away.last)
    if away.name:
        return _("%(names)s %(day)s, %(holiday)s") % {"names": names, "day": first, "holiday": away.name}
    if away.ongoing:
        return _("%(names)s until %(day)s") % {"names": names, "day": last}
    if away.first == away.last:
        return _("%(names)s %(day)s") % {"names": names, "day": first}
    return _("%(names)s %(first)s – %(last)s") % {"names": names, "first": first, "last": last}


def first_sentence(text: str) -> str:
    """Without its full stop, shortened at a word where it is long."""
    sentence = _SENTENCE.split(text.strip(), maxsplit=1)[0].rstrip(".")
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _some(people: tuple[User, ...]) -> tuple[User, ...]:
    return people if len(people) <= 3 else people[:2]


def _and(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(names)s and %(last)s") % {"names": ", ".join(words[:-1]), "last": words[-1]}


def _day(day: date) -> str:
    return f"{day.day} {str(MONTHS_3[day.month]).title()}"
