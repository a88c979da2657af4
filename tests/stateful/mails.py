"""What a mail tells, read from the mail itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage

_LINK = re.compile(r"/t/(\d+)/\S*?#m(\d+)\b")
_MARK = re.compile(r"\bw\d+x\b")
_REMINDS = "still waits for your reply"


@dataclass(frozen=True)
class Entry:
    """One message in a mail: its thread's id and its number, the marks in its text, and whether
    it is told because an answer is due."""

    thread: int
    number: int
    marks: tuple[str, ...]
    reminds: bool


@dataclass(frozen=True)
class Mail:
    """A mail as it arrived at `at`; `marks` are all that can be found in it. `mode` is how its
    reader wished to hear of things then."""

    id: str
    at: datetime
    to: str
    is_digest: bool
    entries: tuple[Entry, ...]
    marks: frozenset[str]
    mode: str = ""


def read_mail(message: EmailMessage, at: datetime) -> Mail:
    source = message.message()
    text = str(message.body)
    entries, reached = [], 0
    for link in _LINK.finditer(text):
        block = text[reached : link.start()]
        reached = link.end()
        marks = tuple(_MARK.findall(block))
        entries.append(Entry(int(link[1]), int(link[2]), marks, _REMINDS in block))
    everything = "\n".join([str(message.subject), text, *(str(part[0]) for part in _others(message))])
    return Mail(
        id=str(source["Message-ID"]),
        at=at,
        to=message.to[0].partition("@")[0],
        is_digest=str(source["List-Id"]).startswith("<digest."),
        entries=tuple(entries),
        marks=frozenset(_MARK.findall(everything)),
    )


def _others(message: EmailMessage) -> list[tuple[str, str]]:
    return [(str(part[0]), str(part[1])) for part in getattr(message, "alternatives", [])]
