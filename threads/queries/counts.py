"""Numbers beside links of the sidebar, registered by whoever owns the page behind the link.

    count_in_sidebar("drafts", lambda user, at: Draft.objects.filter(user=user))

The template then reads `sidebar.counts.drafts`. All are counted in one statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from threads.queries.prepared import Asked

_counted: dict[str, tuple[Asked, str]] = {}


def count_in_sidebar(name: str, rows: Asked, *, distinct: str = "pk") -> None:
    """Called when an app is ready. `rows` depend on what a Prepared query may depend on; `distinct`
    is what is counted once among them."""
    _counted[name] = (rows, distinct)


def with_counts(rows: QuerySet[Any], user: User, at: datetime, *columns: str) -> QuerySet[Any, Any]:
    """`columns` of `rows`, and after them all counts; these do not depend on the row, so each is
    run once."""
    numbers = {f"count_{name}": _number(of(user, at), distinct) for name, (of, distinct) in _counted.items()}
    found: QuerySet[Any, Any] = rows.annotate(**numbers).values_list(*columns, *numbers)
    return found


def counted(row: Sequence[Any]) -> dict[str, int]:
    """The counts at the end of one of such rows, by name."""
    return dict(zip(_counted, row[len(row) - len(_counted) :], strict=True))


def _number(rows: QuerySet[Any], distinct: str) -> Coalesce:
    one = rows.order_by().annotate(one=Value(1)).values("one")
    count = Count(distinct, distinct=distinct != "pk")
    return Coalesce(Subquery(one.annotate(count_of_rows=count).values("count_of_rows")), 0)
