"""When each kind of sweep came to its end, so that one that does not can be noticed."""

from __future__ import annotations

from django.db import models


class Sweep(models.Model):
    """One row a kind of sweep; `at` is the end of the last one that ended well, on the database's
    clock (UTC)."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"
