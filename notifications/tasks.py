"""What the worker is asked to do; each may be lost, doubled or late without harm."""

from celery import shared_task

from notifications import outbox, replan
from notifications.digest import plans as digest_plans
from notifications.digest import send as digests
from notifications.scheduled import sweep as scheduled


@shared_task
def sweep() -> None:
    outbox.sweep()


@shared_task
def replan_stale() -> None:
    replan.replan_stale()


@shared_task
def send_due_digests() -> None:
    digests.send_due()


@shared_task
def plan_digests_anew() -> None:
    digest_plans.replan_stale()


@shared_task
def send_scheduled() -> None:
    scheduled.sweep()
