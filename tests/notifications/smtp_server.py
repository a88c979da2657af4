"""A real SMTP server on loopback that does what a test tells it, and keeps what it took."""

from __future__ import annotations

import asyncio
import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from django.test import override_settings

from tests.stack import free_port


class Server:
    """`refuse` maps an address to the answer to its RCPT. `answers` are given to the next mails
    (DATA), one each, then "250 OK". Besides answers: "hang" never answers, "cut" closes before
    answering though the mail is kept, "drop" closes right after 250."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuse: dict[str, str] = {}
        self.answers: list[str] = []
        self.port = 0

    @property
    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]

    @property
    def to(self) -> list[str]:
        return [str(mail["To"]) for mail in self.mails]

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "hang":
            await asyncio.Event().wait()
        if answer.startswith(("4", "5")):
            return answer
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        if answer == "cut":
            server.transport.abort()
        if answer == "drop":
            asyncio.get_running_loop().call_soon(server.transport.close)
        return "250 OK"


@contextmanager
def smtp_server() -> Iterator[Server]:
    """Listening, with Django's mail settings pointing to it."""
    server = Server()
    server.port = free_port()
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        with pointing_to(server.port):
            yield server
    finally:
        controller.stop(no_assert=True)


@contextmanager
def pointing_to(port: int) -> Iterator[None]:
    with override_settings(
        EMAIL_BACKEND="notifications.transports.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_HOST_USER="",
        EMAIL_USE_TLS=False,
        EMAIL_USE_SSL=False,
        EMAIL_TIMEOUT=1,
    ):
        yield
