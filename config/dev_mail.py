"""The mails that the mail sink caught, for whoever tries Bobbin on the machine it runs on.

Routed only when `settings.DEV_MAIL` (config.urls). What is shown came in by mail, so it is
not trusted: text with its links marked, or HTML without styles, images, scripts and forms.
"""

import email
import email.policy
import mailbox
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage

import nh3
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

NEWEST = 200


@dataclass(frozen=True)
class Mail:
    key: str
    at: datetime
    subject: str
    sender: str
    # Whom it went to, by the envelope.
    to: str
    text: str
    html: SafeString


@login_not_required
@require_safe
@never_cache
def mails(request: HttpRequest) -> HttpResponse:
    folder = _folder()
    # Keys begin with the second of arrival.
    newest = [_mail(folder, key) for key in sorted(folder.keys(), reverse=True)[:NEWEST]]
    newest.sort(key=lambda mail: mail.at, reverse=True)
    return render(request, "dev/mails.html", {"mails": newest})


@login_not_required
@require_safe
@never_cache
def mail(request: HttpRequest, key: str) -> HttpResponse:
    folder = _folder()
    if key not in folder:
        raise Http404
    return render(request, "dev/mail.html", {"mail": _mail(folder, key)})


def _folder() -> "mailbox.Maildir":
    return mailbox.Maildir(settings.MAIL_FOLDER, create=True)


def _mail(folder: "mailbox.Maildir", key: str) -> Mail:
    message = email.message_from_bytes(folder.get_bytes(key), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return Mail(
        key=key,
        at=datetime.fromtimestamp(folder.get_message(key).get_date(), UTC),
        subject=str(message["Subject"] or ""),
        sender=str(message["From"] or ""),
        to=str(message["X-Envelope-To"] or message["To"] or ""),
        text=_part(message, "plain"),
        html=mark_safe(nh3.clean(_part(message, "html"), tags=nh3.ALLOWED_TAGS - {"img"})),  # noqa: S308
    )


def _part(message: EmailMessage, kind: str) -> str:
    """The body of that kind as text; nothing where there is none."""
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        # A character set that nobody knows.
        payload = part.get_payload(decode=True)
        return payload.decode("latin-1") if isinstance(payload, bytes) else ""
