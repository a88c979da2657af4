"""Why an action was not done, in words for the person who asked."""

from __future__ import annotations

from django.utils.translation import gettext as _


class Refused(Exception):
    """The rules say no. `str(error)` is a sentence that says what to do instead."""


def archived() -> Refused:
    return Refused(_("This channel is archived. Bring it back before writing in it."))


def not_allowed() -> Refused:
    return Refused(_("You can read this and not change it. Ask whoever is responsible."))
