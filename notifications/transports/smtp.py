"""Django's SMTP backend with an end to its patience.

A socket's timeout counts from byte to byte: a server that drips one a second would hold a worker
for hours. Here an answer is whole within EMAIL_TIMEOUT seconds, what became of a mail is told
within three times that (its content may be looked through first), and neither opening a line nor
handing over one mail takes longer than EMAIL_TIMEOUT times WHOLE.
"""

from __future__ import annotations

import smtplib
from enum import IntEnum
from time import monotonic
from typing import Any

from django.core.mail.backends import smtp

WHOLE = 6
AFTER_DATA = 3
# Where EMAIL_TIMEOUT is not set; a line without any would be waited for until the machine stops.
PATIENCE = 10.0


class Stage(IntEnum):
    """How far the conversation about one mail has come."""

    BEFORE = 0
    RECIPIENT = 1
    CONTENT = 2


class Bounded(smtplib.SMTP):
    """`stage` is that of the mail at hand, or of the last one."""

    stage = Stage.BEFORE

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._begin(named.setdefault("timeout", PATIENCE))
        super().__init__(*arguments, **named)

    def sendmail(self, *arguments: Any, **named: Any) -> Any:
        self.stage = Stage.BEFORE
        self._begin(self.timeout)
        return super().sendmail(*arguments, **named)

    def rcpt(self, recip: str, options: Any = ()) -> tuple[int, bytes]:
        self.stage = Stage.RECIPIENT
        return super().rcpt(recip, options)

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.stage = Stage.CONTENT
        self._patience = AFTER_DATA * self.timeout
        try:
            return super().data(msg)
        finally:
            self._patience = self.timeout

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None:
            self.file = _Lines(self.sock)
        self.file.until = min(monotonic() + self._patience, self._until)
        try:
            return super().getreply()
        finally:
            if self.sock:
                self.sock.settimeout(self.timeout)

    def _begin(self, timeout: float) -> None:
        self._patience = timeout
        self._until = monotonic() + WHOLE * timeout


class BoundedOverTLS(Bounded, smtplib.SMTP_SSL):
    """From the first byte."""


class _Lines:
    """What smtplib reads a socket's lines from; each has to be whole at `until`."""

    def __init__(self, sock: Any) -> None:
        self._socket, self._rest = sock, b""
        self.until = 0.0

    def readline(self, limit: int) -> bytes:
        """Up to the end of the line, `limit` bytes, or the end of all."""
        while b"\n" not in self._rest and len(self._rest) < limit:
            left = self.until - monotonic()
            if left <= 0:
                raise TimeoutError("timed out")
            self._socket.settimeout(left)
            more = self._socket.recv(4096)
            if not more:
                break
            self._rest += more
        length = min(self._rest.find(b"\n") + 1 or len(self._rest), limit)
        line, self._rest = self._rest[:length], self._rest[length:]
        return line

    def close(self) -> None:
        """The socket is closed by whoever opened it."""


class EmailBackend(smtp.EmailBackend):
    """What EMAIL_URL leads to, also for mails that a page sends."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return BoundedOverTLS if self.use_ssl else Bounded
