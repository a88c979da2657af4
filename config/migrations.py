"""Are all migrations applied? Asked at every start and by every health check, so it must be cheap."""

import functools

from django.db import ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def are_pending() -> bool:
    """One look into the table; the newest of each app stands for all before it. Without a table
    all of them are."""
    rows = MigrationRecorder(connection).migration_qs.values_list("app", "name")
    try:
        return not _newest() <= set(rows)
    except ProgrammingError:
        return True


@functools.cache
def _newest() -> frozenset[tuple[str, str]]:
    """(app, name) of what the files say; they do not change while a process runs."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
