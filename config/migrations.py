"""Are all migrations applied? Asked at every start and by every health check, so it must be cheap."""

import functools

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def are_pending() -> bool:
    """One look into the table; the newest of each app stands for all before it."""
    return not _newest() <= MigrationRecorder(connection).applied_migrations().keys()


@functools.cache
def _newest() -> frozenset[tuple[str, str]]:
    """(app, name) of what the files say; they do not change while a process runs."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
