"""What somebody has begun to write."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import User
from threads.models import Channel, Draft


def draft_of_thread(user: User, channel: Channel | None, people: Sequence[User]) -> Draft | None:
    """The draft of a thread in `channel`, of a direct one among `people`, or of one whose
    place is not chosen yet."""
    place = sorted({person.pk for person in people})
    return Draft.objects.filter(user=user, thread=None, channel=channel, people=place).first()
