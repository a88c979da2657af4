from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account import signals as allauth_signals
        from django.contrib.auth import signals

        from accounts import sign_in

        signals.user_logged_in.connect(sign_in.session_began, dispatch_uid="session began")
        signals.user_logged_out.connect(sign_in.session_left, dispatch_uid="session left")
        for changed in (allauth_signals.password_changed, allauth_signals.password_set):
            changed.connect(sign_in.password_changed, dispatch_uid="password changed")
        allauth_signals.password_reset.connect(sign_in.password_reset, dispatch_uid="password reset")
