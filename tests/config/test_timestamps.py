"""Moments as they come from Postgres (config/timestamps.py)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DataError, connection
from psycopg.postgres import types
from psycopg.pq import Format

from config.timestamps import Moment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-22 10:33:42+00", datetime(2026, 11, 22, 10, 33, 42, tzinfo=UTC)),
        ("2026-11-22 10:33:42.5+00", datetime(2026, 11, 22, 10, 33, 42, 500_000, tzinfo=UTC)),
        ("2026-11-22 10:33:42.000007+02", datetime(2026, 11, 22, 8, 33, 42, 7, tzinfo=UTC)),
        ("0001-01-01 00:00:00+00", datetime(1, 1, 1, tzinfo=UTC)),
        ("9999-12-31 23:59:59.999999+00", datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_a_moment_comes_as_it_was_stored_in_utc(written: str, moment: datetime) -> None:
    found = selected(written)
    assert found == moment
    assert isinstance(found, datetime)
    assert found.tzinfo is UTC


def test_a_moment_that_python_cannot_hold_is_refused() -> None:
    with pytest.raises(DataError):
        selected("infinity")


def test_moments_are_read_by_our_reader() -> None:
    with connection.cursor() as cursor:
        reader = cursor.cursor.adapters.get_loader(types["timestamptz"].oid, Format.TEXT)
    assert reader is Moment


def selected(written: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [written])
        return cursor.fetchone()[0]
