"""What people at Rill keep for themselves, and what they have agreed to do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from accounts.models import User
from accounts.wall_clock import zone_or_utc
from threads.demo.story_time import StoryTime, story_date
from threads.models import ActionItem, Message, SavedMessage, Thread
from threads.search.rebuild import rebuild

KEPT = Path(__file__).with_name("memory.toml")
APART = timedelta(hours=5)
"""Between saving one message and having saved the one before."""


def fill_memory(people: Mapping[str, User], threads: Mapping[str, Thread], story: StoryTime) -> None:
    """Also lets search know of everything, in the order in which it was said."""
    kept = tomllib.loads(KEPT.read_text("utf-8"))
    messages = _messages([*kept["items"], *kept["saved"]], threads)
    ActionItem.objects.bulk_create(
        _item(row, messages[_place(row, threads)], people, story) for row in kept["items"]
    )
    SavedMessage.objects.bulk_create(
        SavedMessage(
            user=people[row["who"]],
            message=message,
            note=row.get("note", ""),
            saved_at=max(message.created_at, story.now - APART * age),
        )
        for age, row in enumerate(kept["saved"], start=1)
        if (message := messages[_place(row, threads)])
    )
    rebuild()


def _item(
    row: Mapping[str, Any], message: Message, people: Mapping[str, User], story: StoryTime
) -> ActionItem:
    owner = people[row["owner"]]
    done_at = _moment(row.get("done"), owner, story)
    return ActionItem(
        message=message,
        text=row["text"],
        owner=owner,
        due_at=_moment(row.get("due"), owner, story),
        created_by=people[row["by"]] if "by" in row else message.author,
        created_at=message.created_at,
        done_at=done_at,
        done_by=owner if done_at else None,
    )


def _messages(rows: list[dict[str, Any]], threads: Mapping[str, Thread]) -> Mapping[tuple[int, int], Message]:
    wanted = {threads[row["thread"]].pk for row in rows}
    found = Message.objects.filter(thread__in=wanted).select_related("author")
    return {(message.thread_id, message.number): message for message in found}


def _place(row: Mapping[str, Any], threads: Mapping[str, Thread]) -> tuple[int, int]:
    thread, number = threads[row["thread"]], row["message"]
    return thread.pk, number if number > 0 else thread.last_number + 1 + number


def _moment(text: str | None, owner: User, story: StoryTime) -> datetime | None:
    if text is None:
        return None
    day, _space, clock = text.partition(" ")
    month, date = (int(part) for part in day.split("-"))
    at = time.fromisoformat(clock)
    return datetime.combine(story.real(story_date(month, date)), at, zone_or_utc(owner.time_zone))
