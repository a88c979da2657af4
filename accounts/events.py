"""What happened to people, told against the direction of imports (architecture.md, Direction).

Each event is sent inside the transaction that made it true. A receiver that touches sockets
or the broker does so in `transaction.on_commit`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.dispatch import Signal

from accounts.models import Invitation, User

E = TypeVar("E")


class Event(Generic[E]):
    """A Django signal that carries exactly one dataclass, so that both ends are typed.

    A receiver that raises aborts the transaction of the sender, deliberately.
    """

    def __init__(self) -> None:
        self._signal = Signal()

    def connect(self, receiver: Callable[[E], None], *, uid: str) -> None:
        """`receiver` is called with each event; the same `uid` connects once only."""

        def unwrap(sender: object, event: E, **_: Any) -> None:
            receiver(event)

        self._signal.connect(unwrap, weak=False, dispatch_uid=uid)

    def disconnect(self, *, uid: str) -> None:
        self._signal.disconnect(dispatch_uid=uid)

    def send(self, event: E) -> None:
        self._signal.send(sender=type(event), event=event)


@dataclass(frozen=True)
class UserJoined:
    """`invitation` is None for the first owner and for those of an allowed e-mail domain."""

    user: User
    invitation: Invitation | None


@dataclass(frozen=True)
class UserDeactivated:
    user: User


@dataclass(frozen=True)
class RoleChanged:
    user: User


@dataclass(frozen=True)
class SessionsEnded:
    """These sessions of the person no longer exist; keys as in `django_session`."""

    user_id: int
    session_keys: tuple[str, ...]


@dataclass(frozen=True)
class ScheduleChanged:
    """When these people may be reached: their hours, zone, leave, holidays or focus. None is
    everybody who works the organization's default hours."""

    user_ids: tuple[int, ...] | None


user_joined: Event[UserJoined] = Event()
user_deactivated: Event[UserDeactivated] = Event()
role_changed: Event[RoleChanged] = Event()
sessions_ended: Event[SessionsEnded] = Event()
schedule_changed: Event[ScheduleChanged] = Event()
