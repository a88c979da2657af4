"""What the worker is asked to do; each may be lost, doubled or late without harm."""

from celery import shared_task

from notifications import outbox, replan


@shared_task
def sweep() -> None:
    outbox.sweep()


@shared_task
def replan_stale() -> None:
    replan.replan_stale()
