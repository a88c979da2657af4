"""Say that one saw who acknowledged what one wrote."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Greatest

from accounts.models import User
from notifications import clock, events
from notifications.models import InboxMark


def see_acknowledgements(*, user: User, until: datetime) -> None:
    """Those up to `until`, which is never in the future; what came since stays to be told."""
    until = min(until, clock.now())
    with transaction.atomic():
        mark, made = InboxMark.objects.get_or_create(user=user, defaults={"acknowledged_at": until})
        if not made:
            # GREATEST leaves out what is null.
            mark.acknowledged_at = Greatest("acknowledged_at", until)
            mark.save(update_fields=["acknowledged_at"])
        events.inbox_changed.send(events.InboxChanged(user.pk))
