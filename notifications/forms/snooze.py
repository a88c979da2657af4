"""Until when a thread is out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications import clock
from notifications.inbox.moments import Offer
from notifications.inbox.words import when
from threads.forms.moments import MomentForm


class SnoozeForm(MomentForm):
    """`offered` tells value, name and words of each moment, for the page."""

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        self.offered = [
            (offer.at.isoformat(), _NAMES[offer.name], when(offer.at, clock.now())) for offer in offers
        ]
        choices = [(value, f"{name}, {words}") for value, name, words in self.offered]
        super().__init__(*args, offered=choices, label=gettext("Snooze until"), **kwargs)


_NAMES = {
    "today": _("Later today"),
    "tomorrow": _("When my next day starts"),
    "week": _("Next week"),
}
