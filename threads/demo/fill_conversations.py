"""Threads and all that is in them, in as many queries as there are kinds of rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence

from accounts.models import User
from accounts.working_time import Schedule
from threads.demo.fill_asks import Asking, Told, urgency_of
from threads.demo.history import History, Said
from threads.demo.story_time import StoryTime
from threads.demo.writing import Writing
from threads.markdown import RENDERER_VERSION, Rendered
from threads.models import (
    Channel,
    Mention,
    Message,
    Participant,
    Reaction,
    Revision,
    Thread,
    ThreadEntry,
    Urgency,
)


def fill_conversations(
    histories: Sequence[History],
    people: dict[str, User],
    channels: dict[str, Channel],
    desks: Mapping[str, Schedule],
    story: StoryTime,
) -> dict[str, Thread]:
    """By script key. `histories` stand in the order in which the threads began."""
    threads = {
        history.script.key: thread
        for history, thread in zip(
            histories,
            Thread.objects.bulk_create(_thread(history, people, channels, story) for history in histories),
            strict=True,
        )
    }
    Participant.objects.bulk_create(
        Participant(thread=threads[history.script.key], user=people[handle])
        for history in histories
        for handle in history.script.people
    )
    writing = Writing(people, channels, threads, story)
    told = _fill_messages(histories, people, threads, writing)
    Asking(told, people, desks, story.now).fill()
    _fill_entries(histories, people, threads)
    _fill_outcomes(histories, threads, writing)
    return threads


def _thread(
    history: History, people: dict[str, User], channels: dict[str, Channel], story: StoryTime
) -> Thread:
    script, last = history.script, history.said[-1]
    return Thread(
        channel=channels[script.channel] if script.channel else None,
        title=story.told(script.title),
        kind=script.kind,
        author=people[script.author],
        responsible=people.get(script.responsible),
        state=Thread.State.RESOLVED if script.resolved else Thread.State.OPEN,
        resolved_by=people.get(script.resolved),
        resolved_at=history.moment_of("resolved"),
        pinned_at=history.moment_of("pinned"),
        created_at=history.began,
        last_activity_at=last.at,
        last_number=last.number,
        change_seq=history.last_change,
    )


def _fill_messages(
    histories: Sequence[History],
    people: dict[str, User],
    threads: dict[str, Thread],
    writing: Writing,
) -> list[Told]:
    """In the order of time."""
    told: list[Told] = []
    for history in histories:
        thread = threads[history.script.key]
        for said in history.said:
            source = "" if said.deleted_at else writing.source(said.line.text)
            rendered = writing.rendered(source, history.script) if source else Rendered("", ())
            message = _message(said, thread, people, source, rendered)
            message.urgency = urgency_of(said, message, rendered)
            message.urgent_reason = said.line.reason if message.urgency == Urgency.URGENT else ""
            told.append((said, message, rendered))
    told.sort(key=lambda one: one[0].at)
    Message.objects.bulk_create(message for _said, message, _rendered in told)
    Mention.objects.bulk_create(_mentions(told))
    Reaction.objects.bulk_create(_reactions(told, people))
    Revision.objects.bulk_create(
        Revision(
            message=message,
            source=writing.source(said.line.was),
            editor=message.author,
            replaced_at=said.edited_at,
        )
        for said, message, _rendered in told
        if said.edited_at
    )
    return told


def _message(said: Said, thread: Thread, people: dict[str, User], source: str, rendered: Rendered) -> Message:
    return Message(
        client_id=uuid.uuid5(uuid.NAMESPACE_OID, f"{thread.pk}/{said.number}/{said.at}"),
        thread=thread,
        number=said.number,
        author=people[said.line.author],
        source=source,
        html=rendered.html,
        renderer_version=RENDERER_VERSION,
        created_at=said.at,
        edited_at=said.edited_at,
        deleted_at=said.deleted_at,
        change_seq=said.seq,
    )


def _mentions(told: Sequence[Told]) -> Iterator[Mention]:
    for _said, message, rendered in told:
        for person in rendered.mentions:
            if person != message.author_id:
                yield Mention(message=message, user_id=person)


def _reactions(told: Sequence[Told], people: dict[str, User]) -> list[Reaction]:
    made = [
        Reaction(message=message, user=people[handle], emoji=emoji, created_at=at)
        for said, message, _rendered in told
        for emoji, handle, at in said.reactions
    ]
    return sorted(made, key=lambda reaction: reaction.created_at)


def _fill_entries(histories: Sequence[History], people: dict[str, User], threads: dict[str, Thread]) -> None:
    rows = [
        ThreadEntry(
            thread=threads[history.script.key],
            actor=people[note.actor],
            verb=note.verb,
            data=note.data,
            after_number=note.after,
            change_seq=note.seq,
            at=note.at,
        )
        for history in histories
        for note in history.noted
    ]
    ThreadEntry.objects.bulk_create(sorted(rows, key=lambda row: row.at))


def _fill_outcomes(histories: Sequence[History], threads: dict[str, Thread], writing: Writing) -> None:
    """Outcomes link to other threads, so they are written when all of them have their ids."""
    settled = [history.script for history in histories if history.script.outcome]
    for script in settled:
        thread = threads[script.key]
        thread.outcome = writing.source(script.outcome)
        thread.outcome_html = writing.rendered(thread.outcome, script).html
    Thread.objects.bulk_update([threads[script.key] for script in settled], ["outcome", "outcome_html"])
