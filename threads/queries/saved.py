"""What somebody saved, as far as they may still read it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from threads.access import visible_messages
from threads.models import SavedMessage

PAGE = 30
_KEY = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class SavedPart:
    """`before` is the key that the next part begins after, "" at the end."""

    saved: list[SavedMessage]
    before: str


def saved_of(user: User, *, words: str = "", before: str = "") -> SavedPart:
    """The latest saved first; `words` in the note, the message or the thread's title. Two
    queries at most."""
    rows = SavedMessage.objects.filter(user=user, message__in=visible_messages(user))
    for word in words.split()[:8]:
        rows = rows.filter(
            Q(note__icontains=word)
            | Q(message__source__icontains=word)
            | Q(message__thread__title__icontains=word)
        )
    if _KEY.fullmatch(before) and (last := SavedMessage.objects.filter(user=user, pk=int(before)).first()):
        rows = rows.filter(Q(saved_at__lt=last.saved_at) | Q(saved_at=last.saved_at, pk__lt=last.pk))
    found = list(
        rows.select_related("message__author", "message__thread__channel").order_by("-saved_at", "-id")[
            : PAGE + 1
        ]
    )
    return SavedPart(found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else "")
