from typing import Any

from celery import beat

from config import alive


class Scheduler(beat.Scheduler):
    """Keeps nothing between starts: all ticks are plain intervals. Shows that it lives."""

    def tick(self, *args: Any, **options: Any) -> float:
        alive.touch()
        return min(super().tick(*args, **options), alive.EVERY)
