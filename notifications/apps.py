from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from notifications import demo, live, live_inbox, replan, subscribers
        from notifications.digest import plans
        from notifications.inbox import count
        from notifications.scheduled import count as not_sent

        subscribers.connect()
        live.connect()
        live_inbox.connect()
        replan.connect()
        plans.connect()
        count.connect()
        not_sent.connect()
        demo.connect()
