"""What is done inside a process that uses the stack's database (tests.stack.Stack.call)."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.utils import timezone

_held: list[Any] = []


def make_team(size: int) -> dict[str, Any]:
    """Ana, who posts, and others who work day and night and want each mail at once, by itself."""
    from accounts.models import Organization, User, WorkingHours
    from notifications.models import Preference, Unsubscription
    from tests.cast import person
    from tests.factories import make_direct
    from threads.models import UrgentPolicy

    Organization.objects.create(name="Rill")
    ana = person("Ana Alves", role="owner")
    others = [person(f"F{number} Lee") for number in range(size)]
    for one in User.objects.all():
        WorkingHours.objects.bulk_create(
            WorkingHours(user=one, weekday=day, start=0, end=1440) for day in range(7)
        )
        Preference.objects.create(user=one, email_grace=0)
        Unsubscription.objects.create(user=one, kind="digest")
    UrgentPolicy.objects.create(most_people=size)
    thread = make_direct(ana, others)
    return {
        "session": _session(ana),
        "thread": thread.pk,
        "emails": [one.email for one in others],
    }


def _session(user: Any) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def say(thread: int, text: str, times: int = 1) -> None:
    """All of it becomes known at one moment."""
    from accounts.models import User
    from threads.actions.post_message import post_message
    from threads.models import Thread

    where = Thread.objects.select_related("channel").get(pk=thread)
    with transaction.atomic():
        for _time in range(times):
            post_message(author=User.objects.get(handle="ana"), thread=where, text=text)


def sweep_now(times: int = 1) -> None:
    """Asks the workers to."""
    from celery import current_app

    for _time in range(times):
        current_app.send_task("notifications.tasks.sweep")


def deliveries() -> list[list[Any]]:
    """[state, attempts, how many], in order."""
    from django.db.models import Count

    from notifications.models import Delivery

    rows = Delivery.objects.values_list("state", "attempts").annotate(Count("pk")).order_by("state")
    return [list(row) for row in rows]


def forget_deliveries() -> None:
    from notifications.models import Notification

    Notification.objects.all().delete()


def messages_with(text: str) -> int:
    from threads.models import Message

    return Message.objects.filter(source=text).count()


def make_digest_due(handle: str) -> None:
    """Theirs, with all that was ever said as news; and nobody else's."""
    from accounts.models import User
    from notifications.digest import plans
    from notifications.models import DigestPlan, Unsubscription
    from threads.models import Message, Thread

    user = User.objects.get(handle=handle)
    Unsubscription.objects.filter(user=user).delete()
    now = timezone.now()
    # What was said this minute may still be on its way into the database, so no digest tells it.
    Message.objects.update(created_at=now - timedelta(minutes=10))
    Thread.objects.update(last_activity_at=now - timedelta(minutes=10))
    plans.replan([user.pk])
    DigestPlan.objects.update(next_at=None)
    DigestPlan.objects.filter(user=user).update(next_at=now, starts_at=now - timedelta(days=1))


def send_digests() -> None:
    """Asks the workers to."""
    from celery import current_app

    current_app.send_task("notifications.tasks.send_due_digests")


def digests() -> list[str]:
    """The states of all, in order of time."""
    from notifications.models import Digest

    return list(Digest.objects.order_by("pk").values_list("state", flat=True))


def run_out_of_leases() -> None:
    _run("UPDATE notifications_delivery SET leased_until = clock_timestamp() - interval '1 s'")


def stop_claims() -> None:
    """Whoever takes a delivery waits in the middle of its statement, until the lock is gone."""
    import psycopg

    _run(
        "CREATE FUNCTION stopped() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NEW; END $$"
    )
    _run(
        "CREATE TRIGGER stopped BEFORE UPDATE ON notifications_delivery FOR EACH ROW"
        " WHEN (OLD.state = 'held' AND NEW.state = 'claimed') EXECUTE FUNCTION stopped()"
    )
    parameters = connection.get_connection_params()
    parameters.pop("pool", None)
    _held.append(psycopg.connect(**parameters, autocommit=True))
    _held[-1].execute("SELECT pg_advisory_lock(7)")


def claims_are_stopped() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'")
        row = cursor.fetchone()
    return bool(row and row[0])


def let_claims_go() -> None:
    _held.clear()
    _run("DROP FUNCTION stopped() CASCADE")


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
