"""One mail a bundle, through Django's mail API: any SMTP server, or a provider's backend."""

from __future__ import annotations

import smtplib
from contextlib import suppress
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import get_connection

from notifications.bundle_mail import Mail, write
from notifications.transports import answers
from notifications.transports.base import Bundle, TransportDown, TransportError
from notifications.transports.outgoing import Outgoing
from notifications.transports.smtp import Stage
from notifications.unsubscribe import Kind, headers_for

# Lines lost one after the other, that make the server the one to blame.
MOST_LOST = 3


class EmailTransport:
    """Keeps one connection for the mails of a chunk."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._lost = 0

    def send(self, bundle: Bundle) -> None:
        self.post(_message(bundle, write(bundle)))

    def post(self, letter: Outgoing) -> None:
        """One mail, whatever it is; raises as `send`."""
        connection = self._open()
        try:
            connection.send_messages([letter])
        except (OSError, AnymailAPIError, AnymailRecipientsRefused) as error:
            stage = _stage(connection)
            self.close()
            raise self._judged(answers.meaning(error, stage)) from error
        except Exception:
            # The server waits in the middle of a mail that does not come.
            self.close()
            raise
        self._lost = 0

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            _end(connection)

    def _open(self) -> Any:
        """A connection that the server still holds; TransportDown where it gives none."""
        if self._connection is not None and not _is_alive(self._connection):
            self.close()
        if self._connection is None:
            connection = get_connection()
            try:
                connection.open()
                if smtp := _smtp(connection):
                    smtp.ehlo_or_helo_if_needed()
            except Exception as error:  # whatever a backend raises, it gave no connection
                _end(connection)
                raise TransportDown(answers.name(error)) from error
            self._connection = connection
        return self._connection

    def _judged(self, error: TransportError | TransportDown) -> TransportError | TransportDown:
        """A mail that ends its line may be a bad mail; several in a row have a bad server."""
        if not isinstance(error, TransportError) or not error.is_line_lost:
            self._lost = 0
            return error
        self._lost += 1
        if self._lost < MOST_LOST:
            return error
        return TransportDown(error.answer, is_unsure=error.is_unsure)


def _smtp(connection: Any) -> smtplib.SMTP | None:
    """What a backend talks SMTP with; providers' backends talk something else."""
    found = getattr(connection, "connection", None)
    return found if isinstance(found, smtplib.SMTP) else None


def _stage(connection: Any) -> Stage:
    """In doubt the farthest: then the mail is repeated under its own id."""
    return getattr(_smtp(connection), "stage", Stage.CONTENT)


def _is_alive(connection: Any) -> bool:
    """A server may close after any mail; asked before the next, no mail is in doubt."""
    smtp = _smtp(connection)
    try:
        return smtp is None or smtp.noop()[0] == 250
    except OSError:
        return False


def _end(connection: Any) -> None:
    # Whatever it says to the farewell: it is over.
    with suppress(Exception):
        connection.close()


def _message(bundle: Bundle, mail: Mail) -> Outgoing:
    letter = Outgoing(
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
    letter.attach_alternative(mail.html, "text/html")
    return letter


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
