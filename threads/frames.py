"""What a browser gets over the socket: small JSON with a partial's HTML in it.

`seq` is the thread's change sequence after the change. A page that has applied `seq - 1`
applies the frame; one that has applied less fetches what lies between; one that has
applied more drops it (quality.md, I11). Nothing in a frame depends on who reads it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from threads.models import Message, Thread, ThreadEntry
from threads.queries.messages import loaded_message

SIDEBAR: dict[str, Any] = {"type": "sidebar"}


def message(message: Message) -> dict[str, Any]:
    """A message that was posted, edited or deleted. One just posted has no reactions yet, and is
    rendered once for the answer to who posted it and for all who look on."""
    if message.edited_at and not message.is_deleted:
        return loaded(loaded_message(message))
    kept: dict[str, Any] | None = getattr(message, "_frame", None)
    if kept is None or kept["seq"] != message.change_seq:
        kept = loaded(message)
        message._frame = kept  # type: ignore[attr-defined]
    return kept


def loaded(message: Message) -> dict[str, Any]:
    """As `message`, for one that came with its reactions."""
    return {
        "type": "message",
        "thread": message.thread_id,
        "seq": message.change_seq,
        "id": str(message.client_id),
        "number": message.number,
        "author": message.author_id,
        "html": neutral("threads/messages/_message.html", {"message": message}),
    }


def reactions(message: Message, seq: int) -> dict[str, Any]:
    return {
        "type": "reactions",
        "thread": message.thread_id,
        "seq": seq,
        "id": str(message.client_id),
        "html": neutral("threads/messages/_reactions.html", {"message": loaded_message(message)}),
    }


def entry(thread: Thread, entry: ThreadEntry) -> dict[str, Any]:
    """A system entry, with the thread's head as it is after it."""
    return {
        "type": "entry",
        "thread": thread.pk,
        "seq": entry.change_seq,
        "id": f"e{entry.pk}",
        "after": entry.after_number,
        "title": thread.title,
        "html": neutral("threads/threads/_entry.html", {"entry": entry}),
        "head": head(thread),
    }


def head(thread: Thread) -> str:
    """Title, tags and outcome."""
    return neutral("threads/threads/_head.html", {"thread": thread})


def row(thread: Thread, newest: Message | None = None) -> dict[str, Any]:
    """The thread's row for channel pages; unread is decided by each browser."""
    newest = newest or (
        Message.objects.select_related("author").get(thread=thread, number=thread.last_number)
    )
    return {
        "type": "row",
        "thread": thread.pk,
        "state": thread.state,
        "author": newest.author_id,
        "number": newest.number,
        "html": neutral("threads/channels/_row.html", {"thread": thread, "newest": newest}),
    }


def mark(message: Message) -> dict[str, Any]:
    """Something new lies in a channel or a direct thread."""
    return {
        "type": "mark",
        "thread": message.thread_id,
        "channel": message.thread.channel_id,
        "author": message.author_id,
        "number": message.number,
    }


def neutral(template: str, context: dict[str, Any]) -> str:
    """Rendered in UTC and in the installation's language, for everyone alike."""
    with timezone.override("UTC"), translation.override(settings.LANGUAGE_CODE):
        return render_to_string(template, context)
