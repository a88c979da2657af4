"""An SMTP server that fails where and how a test says, down to the single byte.

    with troubled_smtp() as server:
        server.faults["rcpt"] = ["", "450 later"]     # the second RCPT; then all is well
        server.always["hello"] = "554 go away"

A fault is an answer ("451 busy"), "cut" (the line breaks without an answer), "hang" (no answer,
until the client leaves), "drip" (an answer that never ends, a byte a second on `clock`), "drop" (the
answer that is due, and then the line breaks), or "wait" (the answer that is due, when `go` is set).
"""

from __future__ import annotations

import email
import email.policy
import select
import socketserver
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from tests.notifications.smtp_server import pointing_to

# Seconds that a dripped answer goes on at most; who listens so long has no end to their patience.
LONGEST_DRIP = 600
VERBS = {
    "EHLO": "hello",
    "HELO": "hello",
    "STARTTLS": "starttls",
    "AUTH": "auth",
    "MAIL": "mail",
    "RCPT": "rcpt",
    "DATA": "data",
}
ANSWERS = {"greeting": "220 here", "starttls": "220 go on", "auth": "235 fine", "data": "354 go on"}


@dataclass
class Troubled:
    """`raw` is every mail that was taken, byte by byte; `heard` the stages that were reached.
    `outlasted` says that a client listened to a whole drip; `waits` is set where a "wait" began."""

    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    always: dict[str, str] = field(default_factory=dict)
    offers: list[str] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    seconds: float = 0.0
    outlasted: bool = False
    port: int = 0
    waits: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)

    @property
    def mails(self) -> list[EmailMessage]:
        found = [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.raw]
        return [mail for mail in found if isinstance(mail, EmailMessage)]

    @property
    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]

    def clock(self) -> float:
        """In place of the monotonic one of the client."""
        return self.seconds

    def fault(self, stage: str) -> str:
        self.heard.append(stage)
        waiting = self.faults[stage]
        return (waiting.pop(0) if waiting else "") or self.always.get(stage, "")


class _Line(socketserver.StreamRequestHandler):
    """One connection."""

    server: _Server

    def handle(self) -> None:
        with suppress(OSError, _Cut):
            self.answer("greeting")
            while line := self.rfile.readline():
                self.obey(line.decode("latin-1").strip())

    def obey(self, line: str) -> None:
        verb = line.partition(" ")[0].upper()
        if verb == "QUIT":
            self.say("221 bye")
            raise _Cut
        stage = VERBS.get(verb)
        if stage is None:
            self.say("250 fine")
        elif stage == "hello":
            self.answer(stage, "\r\n".join(self.greeting(verb)))
        elif self.answer(stage):
            if stage == "rcpt":
                self.recipient = line.partition("<")[2].partition(">")[0]
            elif stage == "data":
                self.take()

    def greeting(self, verb: str) -> list[str]:
        offers = ["troubled.example", *(self.server.facts.offers if verb == "EHLO" else [])]
        return [f"250-{one}" for one in offers[:-1]] + [f"250 {offers[-1]}"]

    def take(self) -> None:
        content = b""
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise _Cut
            content += line[1:] if line.startswith(b".") else line
        facts = self.server.facts
        fault = facts.fault("end")
        if fault[:1] not in ("4", "5"):
            # Taken, whatever the client gets to hear of it.
            facts.raw.append(content)
            facts.to.append(self.recipient)
        self.do(fault, "250 taken")

    def answer(self, stage: str, usual: str = "") -> bool:
        return self.do(self.server.facts.fault(stage), usual or ANSWERS.get(stage, "250 fine"))

    def do(self, fault: str, usual: str) -> bool:
        """Whether all went as usual."""
        if fault in ("cut", "hang"):
            if fault == "hang":
                self.until_they_leave()
            raise _Cut
        if fault == "drip":
            self.drip()
        if fault == "wait":
            self.server.facts.waits.set()
            self.server.facts.go.wait(30)
        self.say(usual if fault in ("", "drop", "wait") else fault)
        if fault == "drop" or fault.startswith("421"):
            raise _Cut
        return fault in ("", "wait")

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def until_they_leave(self) -> None:
        while self.rfile.readline():
            pass

    def drip(self) -> None:
        facts = self.server.facts
        for _second in range(LONGEST_DRIP):
            facts.seconds += 1
            self.wfile.write(b"2")
            # So that each byte arrives for itself, and whoever has left is noticed.
            if select.select([self.connection], [], [], 0.005)[0]:
                raise _Cut
        facts.outlasted = True
        raise _Cut


class _Cut(Exception):
    """The line ends here."""


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, facts: Troubled) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.facts = facts
        facts.port = int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        raise


@contextmanager
def listening() -> Iterator[Troubled]:
    with _Server(Troubled()) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
        thread.start()
        try:
            yield server.facts
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def troubled_smtp() -> Iterator[Troubled]:
    """Listening, with Django's mail settings pointing to it."""
    with listening() as server, pointing_to(server.port):
        yield server
