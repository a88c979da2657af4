"""Pure: norms in words, in the active language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from threads.norms import Norm


def by_when(norm: Norm) -> str:
    """What follows "a reply is expected": "within 4 working hours". Empty when none is."""
    match norm.kind, norm.amount:
        case "no_reply", _amount:
            return ""
        case "working_hours", hours:
            return ngettext("within %(count)d working hour", "within %(count)d working hours", hours) % {
                "count": hours
            }
        case "working_days", 0:
            return _("by the end of the same working day")
        case "working_days", 1:
            return _("by the end of the next working day")
        case "working_days", days:
            return _("by the end of a working day, %(count)d working days later") % {"count": days}
        case _kind, hours:
            return ngettext(
                "within %(count)d hour by the clock", "within %(count)d hours by the clock", hours
            ) % {"count": hours}


def rule(norm: Norm) -> str:
    """As a rule on its own: "Within 4 working hours", "No reply expected"."""
    words = by_when(norm) or _("no reply expected")
    return words[:1].upper() + words[1:]
