from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Brings the command `prepare`; it has no models."""

    name = "config"

    def ready(self) -> None:
        # Tasks bind to the current Celery app: without this import, `delay()` in a web
        # process would look for a broker of Celery's choosing.
        from config import celery, timestamps  # noqa: F401

        timestamps.read_fast()
