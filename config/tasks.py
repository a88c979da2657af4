from celery import shared_task
from django.core.management import call_command


@shared_task
def clear_expired_sessions() -> None:
    """Sessions past their age stay in the table until somebody deletes them."""
    call_command("clearsessions")
