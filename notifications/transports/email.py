"""One mail a bundle, through Django's mail API: any SMTP server, or a provider's backend."""

from __future__ import annotations

import smtplib
from contextlib import suppress
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from notifications.bundle_mail import Mail, write
from notifications.transports.base import Bundle, TransportDown, TransportError
from notifications.unsubscribe import Kind, headers_for

# The server closes the connection: it is busy with itself, not with this mail.
CLOSING = 421


class EmailTransport:
    """Keeps one connection for the mails of a chunk."""

    def __init__(self) -> None:
        self._connection: Any = None

    def send(self, bundle: Bundle) -> None:
        self.post(_message(bundle, write(bundle)))

    def post(self, message: EmailMultiAlternatives) -> None:
        """One mail, whatever it is; raises as `send`."""
        connection = self._open()
        try:
            connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            self.close()
            raise _refusal(*next(iter(error.recipients.values()), (450, b""))) from error
        except smtplib.SMTPSenderRefused as error:
            self.close()
            raise TransportDown(_words(error.smtp_code, error.smtp_error)) from error
        except smtplib.SMTPResponseException as error:
            self.close()
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            # Cut off in the middle: the server may have taken it before.
            self.close()
            raise TransportError(_name(error), is_unsure=True) from error

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.close()

    def _open(self) -> Any:
        """A connection that the server still holds; TransportDown where it gives none."""
        if self._connection is not None and not _is_alive(self._connection):
            self.close()
        if self._connection is None:
            connection = get_connection()
            try:
                connection.open()
            except (OSError, smtplib.SMTPException) as error:
                raise TransportDown(_name(error)) from error
            self._connection = connection
        return self._connection


def _is_alive(connection: Any) -> bool:
    """A server may close after any mail; asked before the next, no mail is in doubt."""
    smtp = getattr(connection, "connection", None)
    if not isinstance(smtp, smtplib.SMTP):
        return True
    try:
        return smtp.noop()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def _message(bundle: Bundle, mail: Mail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[bundle.recipient.email],
        headers={
            "Message-ID": f"<{bundle.id.hex}@{host()}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "List-Id": _list_id(bundle),
            **_thread_headers(bundle),
            **headers_for(bundle.recipient, Kind.BUNDLE),
        },
    )
    message.attach_alternative(mail.html, "text/html")
    return message


def _thread_headers(bundle: Bundle) -> dict[str, str]:
    """Mails about one thread stand together in the mail program, under a root that was never sent."""
    threads = {entry.message.thread_id for entry in bundle.entries}
    if len(threads) != 1:
        return {}
    root = f"<thread-{threads.pop()}@{host()}>"
    return {"In-Reply-To": root, "References": root}


def _list_id(bundle: Bundle) -> str:
    """The channel where all of it stands in one, else the organization; never a name, which a
    mail server on the way could read."""
    channels = {entry.message.thread.channel_id for entry in bundle.entries}
    only = channels.pop() if len(channels) == 1 else None
    return f"<channel-{only}.{host()}>" if only else f"<bobbin.{host()}>"


def host() -> str:
    """What our mail calls itself: the part after the @ of its sender."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return address.rpartition("@")[2] or urlsplit(settings.BOBBIN_URL).hostname or "localhost"


def _refusal(code: int, answer: bytes | str) -> Exception:
    words = _words(code, answer)
    if code == CLOSING:
        return TransportDown(words)
    return TransportError(words, permanent=500 <= code < 600)


def _words(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(f"{code} {text}".split())[:160]


def _name(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:160]
