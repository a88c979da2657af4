"""Makes this test run's Postgres refuse what a test names, as it refuses the victim of a deadlock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

SERIALIZATION, DEADLOCK, SHUTDOWN = "40001", "40P01", "57P01"

_MAKE = """
CREATE SEQUENCE injected;
CREATE FUNCTION injected() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    -- A sequence counts on where a transaction is rolled back.
    IF nextval('injected') <= {times} THEN RAISE EXCEPTION 'injected' USING ERRCODE = '{code}'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER injected BEFORE {event} FOR EACH ROW {when} EXECUTE FUNCTION injected()
"""
_END = "DROP FUNCTION injected() CASCADE; DROP SEQUENCE injected"


@contextmanager
def refusing(event: str, when: str = "", *, code: str = DEADLOCK, times: int = 1) -> Iterator[None]:
    """The first `times` statements that touch a row so, such as "UPDATE ON notifications_delivery",
    where the row is as `when` says, in SQL. Only outside a test's own transaction."""
    _run(_MAKE.format(event=event, when=f"WHEN ({when})" if when else "", code=code, times=times))
    try:
        yield
    finally:
        _run(_END)


def refused() -> int:
    """How often a statement came that far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM injected")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
