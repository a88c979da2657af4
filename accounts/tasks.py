from celery import shared_task

from accounts.actions.holidays import extend_calendars


@shared_task
def extend_holiday_calendars() -> None:
    """The coming years' public holidays, before anybody plans into them."""
    extend_calendars()
