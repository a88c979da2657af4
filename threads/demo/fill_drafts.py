"""What somebody at Rill has begun to write and not sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from accounts.models import User
from threads.demo.company import Company
from threads.demo.story_time import StoryTime
from threads.models import Channel, Draft, Thread

AGES = timedelta(minutes=32)
"""Between one draft and the next older one."""


def fill_drafts(
    company: Company,
    story: StoryTime,
    people: Mapping[str, User],
    channels: Mapping[str, Channel],
    threads: Mapping[str, Thread],
) -> None:
    Draft.objects.bulk_create(
        Draft(
            user=people[sketch.who],
            thread=threads.get(sketch.thread),
            channel=channels.get(sketch.channel),
            kind=sketch.kind,
            title=sketch.title,
            text=sketch.text,
            updated_at=story.now - AGES * age,
        )
        for age, sketch in enumerate(company.sketches, start=1)
    )
