"""What waited for somebody's digest has left with it."""

from __future__ import annotations

import uuid
from datetime import datetime

from notifications.hold import Why
from notifications.models import Delivery


def told_in_digest(user_id: int, until: datetime, bundle: uuid.UUID, now: datetime) -> int:
    """Everything that became known up to `until` and waited for the digest is sent; how many.
    In the transaction that finishes the digest."""
    waiting = Delivery.objects.filter(
        recipient=user_id, state=Delivery.State.HELD, why=Why.DIGEST, created_at__lte=until
    )
    return waiting.update(state=Delivery.State.SENT, bundle=bundle, ended_at=now)
