"""What somebody at Rill wrote to be sent later, and what could not be sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from accounts.models import User
from accounts.working_time import Schedule
from threads.demo.company import Company, Plan
from threads.demo.story_time import StoryTime
from threads.models import Channel, ScheduledMessage, Thread
from threads.send_moments import start_of_day

Rule = ScheduledMessage.Rule
State = ScheduledMessage.State

WRITTEN = timedelta(minutes=50)
"""So long ago; the older of what failed as many days."""
FAILED = timedelta(days=3)


def fill_scheduled(
    company: Company,
    desks: Mapping[str, Schedule],
    story: StoryTime,
    people: Mapping[str, User],
    channels: Mapping[str, Channel],
    threads: Mapping[str, Thread],
) -> None:
    ScheduledMessage.objects.bulk_create(
        _row(plan, desks, story, people, channels, threads) for plan in company.plans
    )


def _row(
    plan: Plan,
    desks: Mapping[str, Schedule],
    story: StoryTime,
    people: Mapping[str, User],
    channels: Mapping[str, Channel],
    threads: Mapping[str, Thread],
) -> ScheduledMessage:
    row = ScheduledMessage(
        author=people[plan.who],
        thread=threads.get(plan.thread),
        channel=channels.get(plan.channel),
        title=plan.title,
        kind=plan.kind,
        text=plan.text,
        urgency=plan.urgency,
        told=[people[handle].pk for handle in plan.told],
        rule=Rule.PERSON if plan.waits_for else Rule.MINE,
        person=people.get(plan.waits_for),
        send_at=start_of_day(desks[plan.waits_for or plan.who], story.now) or story.now + FAILED,
        created_at=story.now - WRITTEN,
    )
    if plan.failed:
        row.state, row.failure = State.FAILED, plan.failed
        row.rule, row.send_at = Rule.MOMENT, story.now - FAILED
        row.ended_at = row.told_at = row.send_at
        row.created_at = row.send_at - FAILED
    return row
