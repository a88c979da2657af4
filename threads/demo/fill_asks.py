"""Norms of two channels, and what is asked of whom: whoever a question names, until they answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from accounts.working_time import Schedule, status
from threads.demo.history import Said
from threads.markdown import Rendered
from threads.models import Ask, Channel, Message, ResponseNorm, Urgency, UrgentPolicy
from threads.norms import DEFAULTS, Norm, due_at, seen_by

Told = tuple[Said, Message, Rendered]
OWN_NORMS = {"incidents": Norm("working_hours", 2), "hiring": Norm("working_days", 0)}
NOT_URGENT = ("hiring",)


def fill_norms(channels: Mapping[str, Channel]) -> None:
    ResponseNorm.objects.bulk_create(
        ResponseNorm(channel=channels[name], urgency=Urgency.NORM, kind=norm.kind, amount=norm.amount)
        for name, norm in OWN_NORMS.items()
    )
    UrgentPolicy.objects.bulk_create(
        UrgentPolicy(channel=channels[name], is_allowed=False) for name in NOT_URGENT
    )


def urgency_of(said: Said, message: Message, rendered: Rendered) -> str:
    """What the script says; else by norm for a question that names somebody."""
    channel = message.thread.channel
    if said.deleted_at or (channel and channel.kind == Channel.Kind.WATERCOOLER):
        return Urgency.NONE
    if said.line.urgency:
        return Urgency(said.line.urgency)
    return Urgency.NORM if "?" in message.source and _named(message, rendered) else Urgency.NONE


@dataclass(frozen=True)
class Asking:
    """`told` are saved, each with its urgency, in the order of time; `desks` are schedules by handle."""

    told: Sequence[Told]
    people: Mapping[str, User]
    desks: Mapping[str, Schedule]
    now: datetime

    def fill(self) -> None:
        """Whoever is on leave is not asked, and nobody is reminded of what was due before."""
        handles = {user.pk: handle for handle, user in self.people.items() if user.is_active}
        Ask.objects.bulk_create(
            self._ask(said, message, handles[person])
            for said, message, rendered in self.told
            if message.urgency != Urgency.NONE
            for person in _named(message, rendered)
            if person in handles and status(self.desks[handles[person]], message.created_at).state != "leave"
        )

    def _ask(self, said: Said, message: Message, handle: str) -> Ask:
        desk, norm = self.desks[handle], _norm(message)
        seen_from = seen_by(desk, message.urgency, message.created_at)
        due = due_at(norm, desk, seen_from) if seen_from else None
        ends = list(self._ends(said, message, handle))
        closed_at, state = min(ends) if ends else (None, Ask.State.OPEN)
        return Ask(
            message=message,
            person=self.people[handle],
            urgency=message.urgency,
            norm_kind=norm.kind,
            norm_amount=norm.amount,
            opened_at=message.created_at,
            seen_from=seen_from,
            due_at=due,
            state=state,
            closed_at=closed_at,
            reminded_at=due if due and due < self.now else None,
        )

    def _ends(self, said: Said, message: Message, handle: str) -> Iterator[tuple[datetime, str]]:
        """What would have closed it: a reaction, an answer, the thread's outcome."""
        for _emoji, who, at in said.reactions:
            if who == handle:
                yield at, Ask.State.ACKNOWLEDGED
        for later, other, _rendered in self.told:
            place = (other.thread_id, other.author_id)
            if place == (message.thread_id, self.people[handle].pk) and later.number > said.number:
                yield later.at, Ask.State.ANSWERED
        if message.thread.resolved_at:
            yield message.thread.resolved_at, Ask.State.WITHDRAWN


def _named(message: Message, rendered: Rendered) -> list[int]:
    return [person for person in dict.fromkeys(rendered.mentions) if person != message.author_id]


def _norm(message: Message) -> Norm:
    channel = message.thread.channel
    own = OWN_NORMS.get(channel.name) if channel and message.urgency == Urgency.NORM else None
    return own or DEFAULTS[message.urgency]
