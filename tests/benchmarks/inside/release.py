"""Ten deliveries held for each of ten thousand people, and a worker that releases them."""

from __future__ import annotations

import time
import uuid
from datetime import timedelta
from typing import Any

from django.db import connection

from notifications import claims, outbox, sending
from notifications.models import Delivery, DigestPlan, Notification
from notifications.transports.base import Bundle
from tests.benchmarks.inside.bulk import analyze, fill
from tests.benchmarks.inside.people import zone_version
from tests.benchmarks.inside.team import MESSAGES, READ, followed, morning
from tests.benchmarks.inside.worker import until_done
from threads.models import Message

EACH = 10


class Nowhere:
    """A transport that takes everything."""

    taken = 0

    def send(self, bundle: Bundle) -> None:
        Nowhere.taken += 1

    def close(self) -> None:
        pass


def hold(team: dict[str, int]) -> int:
    """Holds them, due since an hour before the morning; how many."""
    since = morning() - timedelta(hours=14)
    thread = followed("person", "k %% 4", team["channels"], team["threads"])
    some = Message.objects.latest("pk").pk
    fill(
        Notification(message_id=some, reason="followed", created_at=since),
        f"generate_series({team['people']}, {team['last_person']}) AS person"
        f" CROSS JOIN generate_series(0, {EACH - 1}) AS k"
        f" JOIN threads_message message ON message.thread_id = {thread}"
        f" AND message.number = {READ + 1} + (k / 4) %% {MESSAGES - READ}",
        recipient_id="person",
        message_id="message.id",
    )
    delivery = Delivery(
        transport="email",
        release_at=morning() - timedelta(hours=1),
        why="off_hours",
        zone_data=zone_version(),
        created_at=since,
    )
    # Their digests were sent, so that nothing waits to go with one.
    DigestPlan.objects.update(next_at=morning() + timedelta(days=1))
    count = fill(
        delivery,
        "notifications_notification told",
        notification_id="told.id",
        recipient_id="told.recipient_id",
    )
    analyze()
    return count


def release() -> dict[str, Any]:
    """Sweeps until nothing is due, as a worker does; how many were sent, by how many bundles."""
    sending.TRANSPORTS["email"] = Nowhere
    Nowhere.taken = 0
    now = morning()
    outbox.sweep(now - timedelta(days=1))  # imports, connections, an empty table
    return {**until_done(lambda: outbox.sweep(now)), "bundles": Nowhere.taken}


def bare(people: int) -> dict[str, float]:
    """Claims and ends what is held for so many people and does nothing between: the same two
    statements that any outbox needs. Puts everything back afterwards."""
    done, now, began = 0, morning(), time.perf_counter()
    while people > 0:
        lease = uuid.uuid4()
        found = claims.claim(lease, now, ())
        if not found:
            break
        for ids in found.values():
            done += claims.finish(lease, ids, now, "sent")
        people -= len(found)
    seconds = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE notifications_delivery SET state = 'held', ended_at = NULL WHERE state = 'sent'"
        )
    analyze()
    return {"sent": done, "seconds": seconds}
