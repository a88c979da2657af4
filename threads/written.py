"""What somebody wrote to be sent later, and when."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from threads.addressing import AUTO
from threads.models import Channel, Thread


@dataclass(frozen=True)
class Written:
    """What is to be sent and where: a reply in `thread`, a new thread in `channel` or among
    `people`. `draft_version` is of the draft that it came from, which goes."""

    text: str
    thread: Thread | None = None
    channel: Channel | None = None
    people: Sequence[User] = ()
    title: str = ""
    kind: str = ""
    responsible: User | None = None
    urgency: str = AUTO
    urgent_reason: str = ""
    client_id: uuid.UUID | None = None
    draft_version: int | None = None


@dataclass(frozen=True)
class Later:
    """`send_at` (aware) is what `rule` comes to; `person` is whose day it waits for."""

    rule: str
    send_at: datetime
    person: User | None = None
