"""Pure: what is said about messages that go out later, in the active language."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.models import User
from notifications.pronouns import gender_of
from threads.models import ScheduledMessage

Rule = ScheduledMessage.Rule
MOST_NAMES = 3


def day_of(person: User) -> str:
    """ "When Asha starts her day"."""
    name = {"name": person.first_name}
    match gender_of(person.pronouns):
        case "she":
            return _("When %(name)s starts her day") % name
        case "he":
            return _("When %(name)s starts his day") % name
        case _they:
            return _("When %(name)s starts their day") % name


def because(scheduled: ScheduledMessage) -> str:
    """Under the moment it is sent: "when Asha starts her day", or "your time"."""
    match scheduled.rule:
        case Rule.PERSON if scheduled.person:
            label = day_of(scheduled.person)
        case Rule.EVERYONE:
            label = _("When all of them have started their day")
        case Rule.MOST:
            label = _("When most are in hours")
        case Rule.MINE:
            label = _("When you start your day")
        case _moment:
            return _("your time")
    return label[:1].lower() + label[1:]


def all_but(names: str) -> str:
    return _("all but %(names)s") % {"names": names}


def names_of(people: Sequence[User]) -> str:
    """ "Tom", "Tom and Sam", "Tom, Sam and 4 more"."""
    names = [person.first_name for person in people]
    if len(names) > MOST_NAMES:
        return _("%(names)s and %(count)s more") % {"names": ", ".join(names[:2]), "count": len(names) - 2}
    if len(names) > 1:
        return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
    return names[0] if names else ""
