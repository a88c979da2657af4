"""Keep what somebody has begun to write; two devices never overwrite each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from threads import events
from threads.markdown import MAX_LENGTH
from threads.models import Channel, Draft, Thread
from threads.models.thread import TITLE_LENGTH


@dataclass
class Conflict(Exception):
    """Another device saved `text` (and `title`) as `version` in between; nothing was changed."""

    text: str
    version: int
    title: str = ""


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
    place: dict[str, Any] = {"thread": thread, "channel": channel, "people": place_of(people)}
    with transaction.atomic():
        draft = _locked(user, place)
        if draft and draft.version != version and (draft.text, draft.title) != (text, title):
            raise Conflict(draft.text, draft.version, draft.title)
        if not text.strip() and not title.strip():
            if draft:
                draft.delete()
                _changed(user, thread, 0)
            return 0
        if draft is None:
            draft = Draft(user=user, version=0, **place)
        draft.text, draft.title, draft.kind = text, title, kind
        return _saved(draft)


def add_to_draft(
    *,
    user: User,
    text: str,
    thread: Thread | None,
    channel: Channel | None,
    people: Sequence[int],
    title: str = "",
    kind: str = "",
) -> Draft:
    """`text` becomes the draft of that place, below what is begun there already."""
    place = {"thread": thread, "channel": channel, "people": sorted(people)}
    with transaction.atomic():
        draft = _locked(user, place) or Draft(user=user, version=0, **place)
        former = [draft.text] if draft.text.strip() and draft.text.strip() != text.strip() else []
        draft.text = "\n\n".join([*former, text])
        draft.title, draft.kind = draft.title or title, draft.kind or kind
        _saved(draft)
        return draft


def discard_draft(*, user: User, draft: Draft) -> None:
    """Gone on every device."""
    with transaction.atomic():
        Draft.objects.filter(user=user, pk=draft.pk).delete()
        _changed(user, draft.thread, 0)


def place_of(people: Iterable[User]) -> list[int]:
    """What `Draft.people` holds for a direct thread among them."""
    return sorted({person.pk for person in people})


def _locked(user: User, place: dict[str, Any]) -> Draft | None:
    User.objects.select_for_update(no_key=True).only("pk").get(pk=user.pk)
    return Draft.objects.filter(user=user, **place).first()


def _saved(draft: Draft) -> int:
    draft.version, draft.updated_at = draft.version + 1, timezone.now()
    draft.save()
    _changed(draft.user, draft.thread, draft.version)
    return draft.version


def _changed(user: User, thread: Thread | None, version: int) -> None:
    events.draft_changed.send(events.DraftChanged(user.pk, thread.pk if thread else None, version))
