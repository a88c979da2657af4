"""Keep what somebody has begun to write; two devices never overwrite each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from threads.markdown import MAX_LENGTH
from threads.models import Channel, Draft, Thread
from threads.models.thread import TITLE_LENGTH


@dataclass
class Conflict(Exception):
    """Another device saved `text` as `version` in between; nothing was changed."""

    text: str
    version: int


def save_draft(
    *,
    user: User,
    text: str,
    version: int,
    thread: Thread | None = None,
    channel: Channel | None = None,
    people: Sequence[User] = (),
    title: str = "",
    kind: str = "",
) -> int:
    """The draft's new version, 0 when it is empty and gone.

    A reply's draft has a `thread`; a new thread's has a `channel`, or the `people` of a direct
    one, or neither. `version` is the one that this device saw last (0: none). Raises Conflict
    when another text was saved since. A draft that is gone (sent elsewhere) is begun again.
    """
    text, title = text[: MAX_LENGTH * 2], title[:TITLE_LENGTH]
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).only("pk").get(pk=user.pk)
        place: dict[str, Any] = {"thread": thread, "channel": channel, "people": place_of(people)}
        draft = Draft.objects.filter(user=user, **place).first()
        if draft and draft.version != version and (draft.text, draft.title) != (text, title):
            raise Conflict(draft.text, draft.version)
        if not text.strip() and not title.strip():
            if draft:
                draft.delete()
            return 0
        if draft is None:
            draft = Draft(user=user, version=0, **place)
        draft.text, draft.title, draft.kind = text, title, kind
        draft.version, draft.updated_at = draft.version + 1, timezone.now()
        draft.save()
        return draft.version


def place_of(people: Sequence[User]) -> list[int]:
    """What `Draft.people` holds for a direct thread among them."""
    return sorted({person.pk for person in people})
