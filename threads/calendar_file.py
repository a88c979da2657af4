"""Pure: what is to be done as a calendar file (RFC 5545), for whoever plans the day elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

FOLD = 73
"""Octets of a line: 75 with what a continued one begins with, and its end (RFC 5545, 3.1)."""


@dataclass(frozen=True)
class Todo:
    """`uid` is the same in every file that has it, so that a calendar keeps one of it."""

    uid: str
    text: str
    about: str
    url: str
    due_at: datetime | None


def calendar_of(todos: Iterable[Todo], now: datetime) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bobbin//Actions//EN"]
    for todo in todos:
        lines += ["BEGIN:VTODO", f"UID:{todo.uid}", f"DTSTAMP:{_utc(now)}", f"SUMMARY:{_escaped(todo.text)}"]
        lines += [f"DESCRIPTION:{_escaped(todo.about)}", f"URL:{todo.url}"]
        lines += [f"DUE:{_utc(todo.due_at)}"] if todo.due_at else []
        lines += ["STATUS:NEEDS-ACTION", "END:VTODO"]
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> list[str]:
    """A line in parts of at most 75 octets, cut between characters."""
    parts, part = [], ""
    for character in line:
        if len(f"{part}{character}".encode()) > FOLD:
            parts.append(part)
            part = " "
        part += character
    return [*parts, part]
