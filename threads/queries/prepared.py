"""Queries of one person that are put into SQL once, and run with other values after that.

Django writes the SQL of a query anew each time, which for what every page asks takes several times
as long as Postgres needs to answer it. What a query says stays in one place, as a queryset.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from accounts.models import Role, User

Asked = Callable[[User, datetime], QuerySet[Any, Any]]

# Stand where the values will; no id is negative, and nobody asks about that day.
_SOMEBODY = -7_301_459
_SOMETIME = datetime(1871, 3, 5, 7, 11, 13, tzinfo=UTC)


class Prepared:
    """`ask(user, at)` is a `values_list` that depends on nothing but the person's id, whether they
    are a guest, and the moment. Rows come as Postgres gives them: JSON as text."""

    def __init__(self, ask: Asked) -> None:
        self._ask = ask
        self._written: dict[bool, tuple[str, tuple[Any, ...]]] = {}

    def rows(self, user: User, at: datetime) -> list[tuple[Any, ...]]:
        """In one query. `at` is aware."""
        if user.is_guest not in self._written:
            self._written[user.is_guest] = self._write(is_guest=user.is_guest)
        sql, values = self._written[user.is_guest]
        with connection.cursor() as cursor:
            cursor.execute(sql, [_meant(value, user, at) for value in values])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _write(self, *, is_guest: bool) -> tuple[str, tuple[Any, ...]]:
        somebody = User(pk=_SOMEBODY, role=Role.GUEST if is_guest else Role.MEMBER)
        return self._ask(somebody, _SOMETIME).query.sql_with_params()


def _meant(value: Any, user: User, at: datetime) -> Any:
    if value == _SOMEBODY:
        return user.pk
    return at if value == _SOMETIME else value
