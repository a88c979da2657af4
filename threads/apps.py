from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThreadsConfig(AppConfig):
    name = "threads"
    verbose_name = _("Threads")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.acquaintances import introduce
        from threads import live, live_asks, live_writing, people, subscribers

        introduce("threads", people.shares_a_place)
        live.connect()
        live_asks.connect()
        live_writing.connect()
        subscribers.connect()
