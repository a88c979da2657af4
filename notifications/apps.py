from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from notifications import live, replan, subscribers
        from notifications.digest import plans

        subscribers.connect()
        live.connect()
        replan.connect()
        plans.connect()
