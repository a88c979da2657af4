"""How allauth behaves here: who may come in, what its mails and answers say."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actions.end_sessions import end_sessions
from accounts.addresses import absolute
from accounts.mail import MailRefused, send_mail
from accounts.models import User

# allauth's name for a mail, and ours. The page says the same for both where only one is sent.
MAILS = {
    "account/email/password_reset_key": "password_reset",
    "account/email/unknown_account": "unknown_account",
    "account/email/account_already_exists": "account_exists",
    "account/email/email_confirmation": "confirm_email",
    "account/email/email_confirmation_signup": "confirm_email",
    "account/email/email_changed": "email_changed",
    "account/email/email_confirm": "email_confirmed",
    "account/email/email_deleted": "email_changed",
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_changed",
    "account/email/password_set": "password_changed",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and password don’t go together."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or reset your password."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "duplicate_email": _("This is your address already."),
        "email_taken": _("Somebody else has this address."),
        "invalid_password_reset": _("This link has run out."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Coming in is accounts.actions.join's affair alone."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Somebody deactivated gets the answer of a wrong password, and it counts as one."""
        user: User | None = super().authenticate(request, **credentials)
        if user is None or not user.is_active:
            return None
        super()._rollback_login_failed_rl_usage()
        return user

    def _rollback_login_failed_rl_usage(self) -> None:
        """allauth would not count the right password of somebody deactivated, which tells that
        it is the right one; `authenticate` above decides instead."""

    def set_password(self, user: User, password: str) -> None:
        """Ends every other session in the same transaction. A reset ends them all."""
        request = self.request
        is_own = request.user.is_authenticated and request.user.pk == user.pk
        with transaction.atomic():
            user.set_password(password)
            user.save(update_fields=["password", "password_set_at"])
            end_sessions(user=user, keep=request.session.session_key if is_own else None)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away is in the log; the page answers the same, whoever asks."""
        facts = {"login_link": absolute(reverse("account_login")), **context}
        try:
            send_mail(MAILS[template_prefix], email, facts)
        except MailRefused:
            return

    def get_reset_password_from_key_url(self, key: str) -> str:
        # Key is "user-token"; the route wants them apart, and one dash is in the token.
        user, _dash, token = key.partition("-")
        return absolute(reverse("account_reset_password_from_key", args=[user, token]))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("security")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever has not been asked for their hours yet is asked, once."""
        user = request.user
        if isinstance(user, User) and user.onboarded_at is None:
            return reverse("welcome")
        return str(super().get_login_redirect_url(request))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts by the request's host too, so that naming the server differently
        # (localhost, 127.0.0.1, its name) would start the count anew.
        return str(credentials.get("email", "")).strip().lower()
