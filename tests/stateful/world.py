"""The real thing that the machine plays with: rows, sweeps, and a process that can die."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core import mail
from django.db import connection

from accounts.models import Organization, Role, User
from notifications import claims, fan_out, outbox, sending
from notifications.digest import plans
from notifications.digest import send as digests
from tests.cast import person
from tests.moved_clock import MovedClock
from tests.stateful.mails import Mail, read_mail

OPEN_TABLES = "notifications_%", "threads_%", "accounts_%"
LABELS = ("claimed", "settled", "accepted", "finished", "fan-out", "digest claimed", "digest accepted")


class Died(BaseException):
    """In place of the end of the process: nothing that follows is run."""


def people(zones: dict[str, str]) -> dict[str, User]:
    """All of them get digests."""
    Organization.objects.create(name="Rill", time_zone="Europe/Lisbon")
    roles = {"lena": Role.OWNER, "gil": Role.GUEST}
    made = {
        name: person(f"{name.title()} Test", time_zone=zone, role=roles.get(name, Role.MEMBER))
        for name, zone in zones.items()
    }
    plans.replan([user.pk for user in made.values()])
    return made


def forget_everything() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename LIKE ANY (%s)",
            [list(OPEN_TABLES)],
        )
        [tables] = cursor.fetchone() or [""]
        cursor.execute(f"TRUNCATE {tables} CASCADE")
    mail.outbox.clear()


def sweep_both(*, digests_first: bool = False) -> None:
    """As two ticks of beat: what is due, and the digests."""
    ticks = (digests.send_due, outbox.sweep) if digests_first else (outbox.sweep, digests.send_due)
    for tick in ticks:
        tick()


def sweep_at_once() -> None:
    """Two workers; what one of them raises is raised here."""
    barrier, errors = threading.Barrier(2), []

    def work(*, digests_first: bool) -> None:
        try:
            barrier.wait()
            sweep_both(digests_first=digests_first)
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, kwargs={"digests_first": first}) for first in (True, False)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if errors:
        raise errors[0]


@contextmanager
def dying_at(label: str) -> Iterator[None]:
    """Whoever comes by `label` dies there."""

    def point(name: str) -> None:
        if name == label:
            # The dead clear nothing away.
            patch.setattr(claims, "let_go", lambda lease: None)
            raise Died(label)

    with pytest.MonkeyPatch.context() as patch:
        for module in (outbox, sending, fan_out, digests):
            patch.setattr(module, "crash_point", point)
        yield


def dies(label: str, work: Callable[[], object]) -> bool:
    try:
        with dying_at(label):
            work()
    except Died:
        return True
    return False


def end_leases() -> None:
    """As after some minutes without their holder."""
    with connection.cursor() as cursor:
        for table in ("notifications_delivery", "notifications_digest"):
            cursor.execute(
                f"UPDATE {table} SET leased_until = clock_timestamp() - interval '1 second'"  # noqa: S608
                " WHERE state = 'claimed'"
            )


def collect(clock: MovedClock) -> list[Mail]:
    """What arrived since the last time."""
    found = [read_mail(message, clock.at) for message in mail.outbox]
    mail.outbox.clear()
    return found
