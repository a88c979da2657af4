"""Write the fictional company into an empty Bobbin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Organization
from threads import events
from threads.demo.company import rill
from threads.demo.fill_asks import fill_norms
from threads.demo.fill_channels import fill_channels
from threads.demo.fill_conversations import fill_conversations
from threads.demo.fill_drafts import fill_drafts
from threads.demo.fill_memory import fill_memory
from threads.demo.fill_people import fill_people
from threads.demo.fill_reading import Reading
from threads.demo.fill_scheduled import fill_scheduled
from threads.demo.fill_traces import fill_traces
from threads.demo.history import history_of
from threads.demo.library import every_script
from threads.demo.pictures import fill_pictures
from threads.demo.story_time import StoryTime


class NotEmpty(Exception):
    """There is an organization already."""


@dataclass(frozen=True)
class Filled:
    people: int
    channels: int
    threads: int
    messages: int


def fill(*, now: datetime, password: str) -> Filled:
    """Everything of Rill as if it had happened until `now`; all sign in with `password`.

    One transaction, a fixed number of queries. Nothing is notified. Raises NotEmpty.
    """
    company, story = rill(), StoryTime(now)
    desks = company.desks(story)
    histories = [history_of(script, desks, story) for script in every_script(company, story)]
    histories.sort(key=lambda history: history.began)
    with transaction.atomic():
        if Organization.current():
            raise NotEmpty
        people = fill_people(company, story, password)
        channels = fill_channels(company, story, people)
        fill_norms(channels)
        fill_pictures(people["lena"])
        threads = fill_conversations(histories, people, channels, desks, story)
        Reading(company, story, people).fill(histories, threads, channels)
        fill_drafts(company, story, people, channels, threads)
        fill_scheduled(company, desks, story, people, channels, threads)
        fill_traces(people, story)
        events.demo_filled.send(events.DemoFilled(now, people))
        fill_memory(people, threads, story)
    return Filled(
        people=len(people),
        channels=len(channels),
        threads=len(threads),
        messages=sum(len(history.said) for history in histories),
    )
