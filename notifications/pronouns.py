"""Pure: sentences that need a pronoun, by what somebody says of themselves ("she/her").

Each is a whole sentence, since languages inflect around the pronoun.
"""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext as _

Gender = Literal["she", "he", "they"]


def gender_of(pronouns: str) -> Gender:
    """By the first word of "she/her", "he/him"; whatever else stands there is "they"."""
    first = pronouns.strip().lower().split("/")[0].strip()
    return "she" if first == "she" else "he" if first == "he" else "they"


def by_their_time(who: Gender, when: str) -> str:
    match who:
        case "she":
            return _("by %(when)s her time") % {"when": when}
        case "he":
            return _("by %(when)s his time") % {"when": when}
        case _they:
            return _("by %(when)s their time") % {"when": when}


def day_starts(who: Gender, when: str) -> str:
    match who:
        case "she":
            return _("Her day starts %(when)s.") % {"when": when}
        case "he":
            return _("His day starts %(when)s.") % {"when": when}
        case _they:
            return _("Their day starts %(when)s.") % {"when": when}


def day_starts_in(who: Gender, wait: str) -> str:
    match who:
        case "she":
            return _("Her day starts in %(wait)s.") % {"wait": wait}
        case "he":
            return _("His day starts in %(wait)s.") % {"wait": wait}
        case _they:
            return _("Their day starts in %(wait)s.") % {"wait": wait}


def covered(who: Gender, cover: str) -> str:
    """Whom to name instead."""
    match who:
        case "she":
            return _("%(cover)s covers for her; name %(cover)s instead.") % {"cover": cover}
        case "he":
            return _("%(cover)s covers for him; name %(cover)s instead.") % {"cover": cover}
        case _they:
            return _("%(cover)s covers for them; name %(cover)s instead.") % {"cover": cover}


def covered_and_hears(who: Gender, cover: str, when: str) -> str:
    match who:
        case "she":
            return _("%(cover)s covers for her and will hear %(when)s.") % {"cover": cover, "when": when}
        case "he":
            return _("%(cover)s covers for him and will hear %(when)s.") % {"cover": cover, "when": when}
        case _they:
            return _("%(cover)s covers for them and will hear %(when)s.") % {"cover": cover, "when": when}
