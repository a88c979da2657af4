"""What every way out has in common: it sends one bundle, or says why not."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Protocol

from accounts.models import User
from notifications.rules import Reason
from threads.models import Message


@dataclass(frozen=True, slots=True)
class Entry:
    """One notification in a bundle. The message has its author, thread and channel."""

    delivery_id: int
    message: Message
    reason: Reason
    urgent: bool = False
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything that leaves for one person on one transport now. `id` is stored before it is
    sent, so that a second try is recognised as the same."""

    id: uuid.UUID
    recipient: User
    entries: tuple[Entry, ...]


class TransportError(Exception):
    """This bundle was not taken. `permanent`: trying again is of no use. `is_unsure`: it may
    have been taken all the same. `is_line_lost`: the server left in the middle of it, so either
    of them may be to blame."""

    def __init__(
        self,
        answer: str,
        *,
        permanent: bool = False,
        is_unsure: bool = False,
        is_line_lost: bool = False,
    ) -> None:
        super().__init__(answer)
        self.answer = answer
        self.permanent = permanent
        self.is_unsure = is_unsure
        self.is_line_lost = is_line_lost


class TransportDown(Exception):
    """Nothing can be sent to anybody: no connection, no permission. No bundle is to blame.
    `is_unsure`: the one at hand may have been taken all the same."""

    def __init__(self, answer: str, *, is_unsure: bool = False) -> None:
        super().__init__(answer)
        self.answer = answer
        self.is_unsure = is_unsure


class Transport(Protocol):
    """`send` raises TransportError or TransportDown; `close` ends what it kept open."""

    def send(self, bundle: Bundle) -> None: ...

    def close(self) -> None: ...
