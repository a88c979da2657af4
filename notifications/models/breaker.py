"""Whether a transport is to be tried at all: a dead server costs no delivery an attempt."""

from __future__ import annotations

from django.db import models


class Breaker(models.Model):
    """One row a transport that failed as a whole; without a row it works. Nothing is sent until
    `open_until`, UTC. `failures` are those in a row; the next success deletes it."""

    transport = models.CharField(max_length=8, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    open_until = models.DateTimeField()
    reason = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.transport} until {self.open_until:%H:%M:%S}"
