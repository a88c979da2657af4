"""Many rows at once, by one statement a table, however its columns change."""

from __future__ import annotations

from django.db import connection
from django.db.models import AutoField, Model


def fill(row: Model, source: str, **columns: str) -> int:
    """Stores `row` once for each row of `source`, what follows FROM in a query. `columns` are
    SQL expressions over it that take the place of the row's own values; how many were stored."""
    fields = [field for field in row._meta.concrete_fields if not isinstance(field, AutoField)]
    unknown = set(columns) - {field.column for field in fields}
    assert not unknown, f"{row._meta.db_table} has no {unknown}"
    names, values, parameters = [], [], []
    for field in fields:
        names.append(f'"{field.column}"')
        values.append(columns.get(str(field.column), "%s"))
        if field.column not in columns:
            parameters.append(field.get_db_prep_save(field.pre_save(row, add=True), connection))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{row._meta.db_table}" ({", ".join(names)})'  # noqa: S608
            f" SELECT {', '.join(values)} FROM {source}",
            parameters,
        )
        return int(cursor.rowcount)


def analyze() -> None:
    """What autovacuum would know a minute later."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
