"""Numbers beside links of the sidebar, registered by whoever owns the page behind the link.

    count_in_sidebar("drafts", lambda user: Draft.objects.filter(user=user))

The template then reads `sidebar.counts.drafts`. All are counted in one statement.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User

Counted = Callable[[User], QuerySet[Any]]

_counted: dict[str, tuple[Counted, str]] = {}


def count_in_sidebar(name: str, rows: Counted, *, distinct: str = "pk") -> None:
    """Called when an app is ready. `distinct` is what is counted once among the rows."""
    _counted[name] = (rows, distinct)


def annotated(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    """`rows`, each with all counts; they do not depend on the row, so each is run once."""
    numbers = {f"count_{name}": _number(of(user), distinct) for name, (of, distinct) in _counted.items()}
    found: QuerySet[Any] = rows.annotate(**numbers)
    return found


def counted(row: Any) -> dict[str, int]:
    """The counts that came with one of such rows."""
    return {name: getattr(row, f"count_{name}", 0) for name in _counted}


def _number(rows: QuerySet[Any], distinct: str) -> Coalesce:
    one = rows.order_by().annotate(one=Value(1)).values("one")
    count = Count(distinct, distinct=distinct != "pk")
    return Coalesce(Subquery(one.annotate(count_of_rows=count).values("count_of_rows")), 0)
