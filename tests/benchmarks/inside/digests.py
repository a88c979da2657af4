"""The digest of a morning, for some of ten thousand people with 200 active threads each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from notifications.digest import send
from notifications.models import DigestPlan
from notifications.schedules import zone_data
from tests.benchmarks.inside.bulk import analyze, fill
from tests.benchmarks.inside.null_mail import Backend
from tests.benchmarks.inside.team import MESSAGES, followed, morning
from tests.benchmarks.inside.worker import until_done
from threads.models import Ask, Mention, Message, Urgency

ASKS, MENTIONS = 5, 8


def expect(team: dict[str, int]) -> None:
    """What waits for each: five asks, three mentions more, a twentieth of all threads decided."""
    since = morning() - timedelta(hours=14)
    some = Message.objects.latest("pk").pk
    fill(
        Mention(message_id=some), _newest_followed(team, MENTIONS), message_id="message.id", user_id="person"
    )
    ask = Ask(
        message_id=some,
        urgency=Urgency.NORM,
        norm_kind="working_hours",
        norm_amount=8,
        opened_at=since,
        seen_from=since,
        due_at=morning() + timedelta(hours=4),
    )
    fill(ask, _newest_followed(team, ASKS), message_id="message.id", person_id="person")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE threads_thread SET state = 'resolved', resolved_at = %s, resolved_by_id = author_id,"
            " outcome = 'The second.', outcome_html = '<p>The second.</p>' WHERE id %% 20 = 0",
            [since],
        )


def due(first: int, last: int) -> int:
    """Lets these people's digests be due in the morning, and all others' later; how many."""
    DigestPlan.objects.update(next_at=morning() + timedelta(days=1), zone_data=zone_data())
    plans = DigestPlan.objects.filter(user__gte=first, user__lte=last)
    count = plans.update(next_at=morning() - timedelta(hours=1), starts_at=morning() - timedelta(days=1))
    analyze()
    return count


def send_all() -> dict[str, Any]:
    """As a worker does; how many mails, of what size on average."""
    settings.EMAIL_BACKEND = f"{Backend.__module__}.{Backend.__qualname__}"
    Backend.taken = Backend.size = 0
    now = morning()
    send.send_due(now - timedelta(days=1))  # imports, connections, nothing due
    found = until_done(lambda: send.send_due(now))
    return {**found, "bytes_a_mail": Backend.size / max(Backend.taken, 1)}


def _newest_followed(team: dict[str, int], each: int) -> str:
    """The newest message of some threads that each person follows, as a source for `fill`."""
    thread = followed("person", "step", team["channels"], team["threads"])
    return (
        f"generate_series({team['people']}, {team['last_person']}) AS person"
        f" CROSS JOIN generate_series(0, {each - 1}) AS step"
        f" JOIN threads_message message ON message.thread_id = {thread} AND message.number = {MESSAGES}"
    )
