"""All that a thread's page shows, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.models import User
from accounts.queries import schedules_for
from accounts.working_time import Schedule
from threads.access import found, visible_threads
from threads.models import ActionItem, Draft, Message, Thread, Urgency
from threads.queries import messages
from threads.queries.messages import Page
from threads.queries.norms import norm_within
from threads.queries.unread import with_reading

PEOPLE_SHOWN = 12


@dataclass(frozen=True)
class Reading:
    """How far the viewer had read when the page was opened."""

    number: int
    at: datetime | None
    following: bool | None

    def first_unread(self, thread: Thread) -> int | None:
        return self.number + 1 if self.number < thread.last_number else None


@dataclass(frozen=True)
class Items:
    """The action items of a thread; `first` is the number of the message that holds the first
    one still to be done, or the first."""

    count: int
    done: int
    first: int


@dataclass(frozen=True)
class ThreadPage:
    thread: Thread
    page: Page
    reading: Reading
    draft_text: str
    draft_version: int
    people: list[tuple[User, Schedule]]
    items: Items

    @property
    def places(self) -> int:
        """In how many its people are; 0 where more people are in it than are shown."""
        return (
            len({person.place for person, _schedule in self.people}) if len(self.people) < PEOPLE_SHOWN else 0
        )

    @property
    def new_from(self) -> int | None:
        """The message before which "New since your last visit" stands."""
        first = self.reading.first_unread(self.thread)
        if first is None or first == 1:
            return None
        return first if self.page.first <= first <= self.page.last else None

    def newest_of_others(self, viewer: User) -> Message | None:
        """What a quick acknowledgement goes to."""
        for message in reversed(self.page.messages):
            if message.author_id != viewer.pk and not message.is_deleted:
                return message
        return None


def load(user: User, thread_id: int, *, around: int | None = None) -> ThreadPage:
    """The page as `user` sees it, or Http404. `around` is a message number to land at."""
    thread = thread_as_read_by(user, thread_id)
    read: Any = thread
    reading = Reading(read.read_number, read.read_at, read.following)
    page = messages.page_around(thread, around) if around else messages.first_page(thread, reading.number)
    people = people_of(thread)
    schedules = schedules_for(people)
    return ThreadPage(
        thread=thread,
        page=page,
        reading=reading,
        draft_text=read.draft_text or "",
        draft_version=read.draft_version or 0,
        people=[(person, schedules[person.pk]) for person in people],
        items=_items(read.item_states),
    )


def thread_as_read_by(user: User, thread_id: int) -> Thread:
    """One query: the thread, how far `user` has read it, their draft."""
    draft = Draft.objects.filter(user=user, thread=OuterRef("pk"))
    threads = visible_threads(user).select_related("resolved_by").filter(pk=thread_id)
    return found(
        with_reading(threads, user).annotate(
            draft_text=Subquery(draft.values("text")[:1]),
            draft_version=Subquery(draft.values("version")[:1]),
            item_states=ArraySubquery(_item_states()),
            usual_norm=norm_within(OuterRef("channel"), Urgency.NORM),
        )
    )


def thread_with_norm(user: User, thread_id: int) -> Thread:
    """As `access.thread_for`, with all that its head says; one query."""
    threads = visible_threads(user).select_related("resolved_by").filter(pk=thread_id)
    return found(threads.annotate(usual_norm=norm_within(OuterRef("channel"), Urgency.NORM)))


def _items(states: list[dict[str, Any]]) -> Items:
    first = next((state for state in states if not state["done"]), states[0] if states else {"number": 0})
    return Items(len(states), sum(state["done"] for state in states), first["number"])


def _item_states() -> QuerySet[ActionItem, Any]:
    """Of the thread's action items in order: the number of the message and whether it is done."""
    items = ActionItem.objects.filter(message__thread=OuterRef("pk"), message__deleted_at=None)
    done = ExpressionWrapper(Q(done_at__isnull=False), output_field=BooleanField())
    state = JSONObject(number="message__number", done=done)
    return items.order_by("message__number", "pk").values(state=state)


def people_of(thread: Thread) -> list[User]:
    """Participants of a direct thread; else who follows, is responsible or began it."""
    people = User.objects.filter(is_active=True)
    if thread.is_direct:
        people = people.filter(participations__thread=thread)
    else:
        people = people.filter(
            Q(read_marks__thread=thread, read_marks__following=True)
            | Q(pk__in=[thread.author_id, thread.responsible_id or 0])
        )
    return list(people.distinct().order_by("name", "pk")[:PEOPLE_SHOWN])
