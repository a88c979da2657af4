"""Pure: the operators and what may follow each."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

DATES = ("before", "after", "on")

OPERATORS: Mapping[str, Words] = {
    "from": _("a person who wrote it"),
    "in": _("a channel, or direct"),
    "with": _("a person who takes part"),
    "has": _("what it contains"),
    "is": _("what it is"),
    "before": _("a date"),
    "after": _("a date"),
    "on": _("a date"),
    "thread": _("a thread’s number or title"),
}

HAS: Mapping[str, Words] = {
    "file": _("attachments"),
    "image": _("images"),
    "link": _("a link"),
    "clip": _("audio or video"),
    "poll": _("a poll"),
    "task": _("action items"),
    "decision": _("a decision that was taken"),
    "code": _("code"),
}

IS: Mapping[str, Words] = {
    "open": pgettext_lazy("search", "not yet resolved"),
    "resolved": _("with an outcome"),
    "decision": _("a decision"),
    "mine": _("by me, or I am responsible"),
    "unread": _("new to me"),
    "saved": _("saved by me"),
}

CHOICES: Mapping[str, Mapping[str, Words]] = {"has": HAS, "is": IS}
