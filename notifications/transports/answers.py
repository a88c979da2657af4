"""Pure: what a mail server's answer, or its silence, means for the mail and for all others."""

from __future__ import annotations

import smtplib

from anymail.exceptions import AnymailError, AnymailRequestsAPIError

from notifications.transports.base import TransportDown, TransportError
from notifications.transports.smtp import Stage

# The server closes the connection: it is busy with itself.
CLOSING = 421
# It does not know us: nobody's mail would be taken (RFC 4954, 6).
WHO_ARE_WE = (530, 534, 535, 538)
# Said to the size that MAIL announces: the only answer there that is about this mail (RFC 1870).
TOO_BIG = 552


def meaning(error: OSError | AnymailError, stage: Stage) -> TransportError | TransportDown:
    """What is said before a recipient was named is about the server; what is said to one is
    about them; what is said to the content is about this mail. Where the line is lost, its mail
    waits, in doubt if it was on its way."""
    match error:
        case smtplib.SMTPSenderRefused(smtp_code=code) if code != TOO_BIG:
            return TransportDown(words(code, error.smtp_error))
        case smtplib.SMTPRecipientsRefused():
            code, answer = next(iter(error.recipients.values()), (450, b""))
            return _refusal(code, answer)
        case smtplib.SMTPResponseException():
            return _refusal(error.smtp_code, error.smtp_error)
        case AnymailRequestsAPIError(status_code=int(status)):
            return _refusal_over_http(status, error)
        case AnymailError() if not isinstance(error, OSError):
            return TransportError(name(error), permanent=True)
    if stage is Stage.BEFORE:
        return TransportDown(name(error))
    return TransportError(name(error), is_unsure=stage is Stage.CONTENT, is_line_lost=True)


def _refusal(code: int, answer: bytes | str) -> TransportError | TransportDown:
    said = words(code, answer)
    if code in WHO_ARE_WE:
        return TransportDown(said)
    if code == CLOSING:
        return TransportError(said, is_line_lost=True)
    return TransportError(said, permanent=500 <= code < 600)


def _refusal_over_http(status: int, error: Exception) -> TransportError | TransportDown:
    """Of a provider: it does not know us, is busy or broken, or does not want this mail."""
    said = words(status, str(error))
    if status in (401, 403, 429) or status >= 500:
        return TransportDown(said)
    return TransportError(said, permanent=True)


def words(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(f"{code} {text}".split())[:160]


def name(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:160]
