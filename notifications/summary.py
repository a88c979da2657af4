"""Pure: the sentence that says who hears of it now and who later.

While few hear of it everybody is named; of many it says how many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.dates import WEEKDAYS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.moments import NEAR_DAYS
from accounts.wall_clock import in_utc, local_date, zone_named
from notifications import preview_words as words
from notifications.hold import Why
from notifications.preview import Preview, Prospect

MOST_NAMED = 6


def summary(preview: Preview, people: Mapping[int, User]) -> SafeString:
    """`people` are at least the first MOST_NAMED that are notified."""
    notified = preview.notified
    if not notified:
        if preview.aside:
            return format_html("{}", _("Nobody gets a notification of its own."))
        return format_html("{}", _("It is there for whoever opens the thread."))
    few = len(notified) <= MOST_NAMED
    groups = _by_words(preview, people) if few else _by_moment(preview)
    sentence = format_html_join(" · ", "{}", ((group,) for group in groups))
    channel = preview.thread.channel
    if channel is None or preview.thread.last_number or few:
        return sentence
    count = len(notified)
    who = ngettext("%(count)d member of #%(name)s:", "%(count)d members of #%(name)s:", count)
    return format_html("{} {}", who % {"count": count, "name": channel.name}, sentence)


def names(prospects: Sequence[Prospect], people: Mapping[int, User]) -> str:
    """ "Aroha and Hemi", "Aroha, Hemi and Tom", "12 people"."""
    found = [people[one.user_id].first_name for one in prospects if one.user_id in people]
    if len(prospects) > 3 or len(found) < len(prospects):
        return ngettext("%(count)d person", "%(count)d people", len(prospects)) % {"count": len(prospects)}
    return _and(found)


def _by_words(preview: Preview, people: Mapping[int, User]) -> list[SafeString]:
    grouped: dict[str, list[str]] = {}
    for one in _now_first(preview):
        person = people.get(one.user_id)
        if person:
            said = words.in_summary(one, person, preview.at)
            grouped.setdefault(said, []).append(person.first_name)
    return [format_html("{} {}", _bold(found), said) for said, found in grouped.items()]


def _by_moment(preview: Preview) -> list[SafeString]:
    counts: dict[tuple[str, str], int] = {}
    for one in _now_first(preview):
        key = _moment(one, preview)
        counts[key] = counts.get(key, 0) + 1
    return [format_html("<b>{} {}</b>{}", count, when, rest) for (when, rest), count in counts.items()]


def _now_first(preview: Preview) -> list[Prospect]:
    """Then in their order, which stays the same whatever the urgency."""
    return sorted(preview.notified, key=lambda one: not words.is_now(one))


def _moment(prospect: Prospect, preview: Preview) -> tuple[str, str]:
    """When in bold, and what follows it."""
    held = prospect.held
    if held is None:
        return _("in the app"), " " + _("only")
    if held.release_at is None:
        with_digest = held.why is Why.DIGEST
        return (_("with the digest") if with_digest else _("without upcoming hours")), ""
    if prospect.interrupts:
        return _("now"), ", " + _("outside their hours")
    if words.is_now(prospect):
        return _("now"), ", " + _("in working hours")
    if held.why is Why.LEAVE:
        return _("after leave"), ""
    zone = zone_named(prospect.person.schedule.time_zone)
    day, today = local_date(held.release_at, zone), local_date(in_utc(preview.at), zone)
    ahead = (day - today).days
    if ahead > NEAR_DAYS:
        return _("later"), ""
    rest = " " + _("when their day starts") if held.why is Why.OFF_HOURS else ""
    return _("on %(weekday)s") % {"weekday": WEEKDAYS[day.weekday()]}, rest


def _bold(found: Iterable[str]) -> SafeString:
    """ "<b>Maya</b> and <b>Wanjiru</b>"."""
    bold = [format_html("<b>{}</b>", name) for name in found]
    return format_html("{}", SafeString(_and(bold)))


def _and(found: Sequence[str]) -> str:
    if len(found) < 2:
        return "".join(found)
    return _("%(most)s and %(last)s") % {"most": ", ".join(found[:-1]), "last": found[-1]}
