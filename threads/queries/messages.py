"""Pages of a thread and what changed in it, always by key, never by offset."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject

from threads.models import ActionItem, Message, Reaction, Thread, ThreadEntry

PAGE = 50
CONTEXT = 5
MOST_CHANGES = 200


@dataclass(frozen=True)
class Page:
    """Messages in order, the entries that stand among them, and whether more lie beyond."""

    messages: list[Message]
    entries: dict[int, list[ThreadEntry]]
    has_earlier: bool
    has_later: bool

    @property
    def first(self) -> int:
        return self.messages[0].number if self.messages else 0

    @property
    def last(self) -> int:
        return self.messages[-1].number if self.messages else 0


@dataclass(frozen=True)
class Changes:
    """All that changed after a sequence number. `complete` False: too much, load afresh."""

    seq: int
    messages: list[Message]
    entries: list[ThreadEntry]
    complete: bool


def first_page(thread: Thread, read_number: int) -> Page:
    """The newest messages; with more unread than fit, the first unread and what follows."""
    unread = thread.last_number - read_number
    if unread > PAGE - CONTEXT:
        return page_from(thread, max(read_number + 1 - CONTEXT, 1))
    return page_until(thread, thread.last_number)


def page_around(thread: Thread, number: int) -> Page:
    """`number` with some before it and the rest after it."""
    return page_from(thread, max(min(number, thread.last_number) - PAGE // 2, 1))


def page_from(thread: Thread, first: int) -> Page:
    """Up to PAGE messages from number `first` on."""
    rows = _loaded(thread).filter(number__gte=first).order_by("number")[:PAGE]
    return _page(thread, list(rows))


def page_until(thread: Thread, last: int) -> Page:
    """Up to PAGE messages that end with number `last`."""
    rows = _loaded(thread).filter(number__lte=last).order_by("-number")[:PAGE]
    return _page(thread, list(reversed(rows)))


def changes_after(thread: Thread, seq: int) -> Changes:
    """What a page that has applied everything up to `seq` still lacks."""
    messages = list(_loaded(thread).filter(change_seq__gt=seq).order_by("number")[: MOST_CHANGES + 1])
    entries = list(
        ThreadEntry.objects.filter(thread=thread, change_seq__gt=seq).select_related("actor")[
            : MOST_CHANGES + 1
        ]
    )
    complete = len(messages) <= MOST_CHANGES and len(entries) <= MOST_CHANGES
    return Changes(thread.change_seq, messages, entries, complete)


def loaded_message(message: Message) -> Message:
    """`message` with what its partial shows."""
    return _loaded(message.thread).get(pk=message.pk)


def _page(thread: Thread, messages: list[Message]) -> Page:
    if not messages:
        return Page([], {}, has_earlier=False, has_later=False)
    first, last = messages[0].number, messages[-1].number
    grouped: dict[int, list[ThreadEntry]] = {}
    entries = ThreadEntry.objects.filter(
        thread=thread, after_number__gte=first, after_number__lte=last
    ).select_related("actor")
    for entry in entries:
        grouped.setdefault(entry.after_number, []).append(entry)
    return Page(messages, grouped, has_earlier=first > 1, has_later=last < thread.last_number)


def _loaded(thread: Thread) -> QuerySet[Message]:
    reactions = Reaction.objects.select_related("user").only(
        "id", "emoji", "message_id", "user_id", "user__id", "user__name"
    )
    return (
        Message.objects.filter(thread=thread)
        .select_related("author")
        .annotate(item_rows=_items())
        .prefetch_related(Prefetch("reactions", reactions.order_by("id"), to_attr="shown_reactions"))
    )


def _items() -> ArraySubquery:
    """The action items of a message as JSON (threads.action_items reads it): with the messages,
    in their query."""
    fields = {"id": "id", "text": "text", "due": "due_at", "done": "done_at", "owner": "owner__name"}
    items = ActionItem.objects.filter(message=OuterRef("pk")).order_by("id")
    return ArraySubquery(items.values(item=JSONObject(**fields)))
