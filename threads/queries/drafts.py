"""What somebody has begun to write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from threads.access import channel_for, found, thread_for, visible_channels, visible_threads
from threads.markdown import clean_title
from threads.models import Channel, Draft, Thread
from threads.written import Written

MOST_SHOWN = 100


@dataclass(frozen=True)
class DraftEntry:
    """A draft with its place, where the viewer may still read that; `people` of a direct thread
    that is to begin."""

    draft: Draft
    thread: Thread | None
    channel: Channel | None
    people: tuple[User, ...]

    @property
    def url(self) -> str:
        return address_of(self.draft, self.people)

    @property
    def is_lost(self) -> bool:
        """Its place can no longer be read."""
        wanted = bool(self.draft.thread_id or self.draft.channel_id)
        return wanted and not (self.thread or self.channel)


def draft_of_thread(user: User, channel: Channel | None, people: Sequence[User]) -> Draft | None:
    """The draft of a thread in `channel`, of a direct one among `people`, or of one whose
    place is not chosen yet."""
    place = sorted({person.pk for person in people})
    return Draft.objects.filter(user=user, thread=None, channel=channel, people=place).first()


def draft_for(user: User, draft_id: int) -> Draft:
    """Their own, or Http404."""
    return found(drafts_of(user).filter(pk=draft_id))


def address_of(draft: Draft, people: Iterable[User]) -> str:
    """Where it is written on; `people` are those of `draft.people`."""
    if draft.thread_id:
        return reverse("thread", args=[draft.thread_id]) + "#composer"
    query = {}
    if draft.channel_id:
        query = {"channel": str(draft.channel_id)}
    elif draft.people:
        query = {"to": ",".join(person.handle for person in people)}
    return reverse("thread-new") + (f"?{urlencode(query)}" if query else "")


def drafts_of(user: User) -> QuerySet[Draft]:
    return Draft.objects.filter(user=user)


def entries_of(user: User) -> list[DraftEntry]:
    """The newest first; four queries at most, however many there are."""
    drafts = list(drafts_of(user).order_by("-updated_at", "-pk")[:MOST_SHOWN])
    threads = visible_threads(user).in_bulk({one.thread_id for one in drafts if one.thread_id})
    channels = visible_channels(user).in_bulk({one.channel_id for one in drafts if one.channel_id})
    people = User.objects.in_bulk({pk for one in drafts for pk in one.people})
    return [
        DraftEntry(
            draft=one,
            thread=threads.get(one.thread_id or 0),
            channel=channels.get(one.channel_id or 0),
            people=tuple(people[pk] for pk in one.people if pk in people),
        )
        for one in drafts
    ]


def written_of(draft: Draft, user: User) -> tuple[Written | None, str]:
    """What could be scheduled as it stands, or None and a sentence that says what is missing.
    Http404 where its place can no longer be read."""
    version = draft.version
    if not draft.text.strip():
        return None, _("Write something first.")
    if draft.thread_id:
        thread = thread_for(user, draft.thread_id)
        return Written(draft.text, thread=thread, draft_version=version), ""
    if not clean_title(draft.title):
        return None, _("Give it a title.")
    if draft.people:
        people = list(User.objects.filter(pk__in=draft.people, is_active=True))
        return Written(draft.text, people=people, title=draft.title, draft_version=version), ""
    if not draft.channel_id:
        return None, _("Choose a channel first.")
    return Written(
        draft.text,
        channel=channel_for(user, draft.channel_id),
        title=draft.title,
        kind=draft.kind or Thread.Kind.DISCUSSION,
        draft_version=version,
    ), ""
