"""What somebody's digest would say at a moment; nothing is sent or remembered."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Organization, User
from accounts.wall_clock import local_date, zone_named
from notifications.digest.content import content_for
from notifications.digest.mail import Letter, letter
from notifications.digest.plans import read
from notifications.models import Digest


def preview(user: User, now: datetime) -> Letter | None:
    """As of `now` (aware), since the last one that was sent; None where there is nothing new."""
    person = next(read([user.pk], now), None)
    if person is None:
        return None
    content = content_for(user, person.told_until, now)
    if not content.has_news:
        return None
    day = local_date(now, zone_named(user.time_zone))
    digest = Digest(user=user, local_date=day, after=person.until, until=now)
    return letter(digest, person, content, Organization.current(), now)
