"""What the preview promises is what is stored on sending (product.md, What makes it different, 3)."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Role, TimeOff, User, WorkingHours
from notifications.models import Delivery, Notification, Preference, Unsubscription
from notifications.preview import preview
from tests.notifications.conftest import Clock
from threads.actions.post_message import post_message
from threads.actions.start_thread import start_direct_thread, start_thread
from threads.models import Ask, Channel, Membership, ReadMark, ResponseNorm, Thread

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 11, 20, tzinfo=UTC)
ZONES = ["America/Denver", "Europe/Lisbon", "Asia/Kolkata", "Pacific/Auckland"]
WINDOWS: list[list[tuple[int, int, int]]] = [
    [],
    [(day, 540, 1050) for day in range(5)],
    [(day, 1320, 1800) for day in range(7)],
    [(6, 600, 660)],
    [(day, 0, 1440) for day in range(7)],
]
LEAVES = [None, (0, 10), (0, 700), (2, 5)]
PREFERENCES: list[dict[str, Any]] = [
    {},
    {"mode": "batches", "batch_times": [600, 930]},
    {"mode": "digest_only"},
    {"email_grace": 45},
]
_numbers = itertools.count(1)

somebody = st.fixed_dictionaries(
    {
        "zone": st.sampled_from(ZONES),
        "windows": st.sampled_from(WINDOWS),
        "leave": st.sampled_from(LEAVES),
        "is_covered": st.booleans(),
        "wishes": st.sampled_from(PREFERENCES),
        "focus": st.none() | st.integers(-5, 50),
        "wants_mail": st.booleans(),
        "is_guest": st.booleans(),
        "level": st.sampled_from([None, "every", "mentions", "muted"]),
        "following": st.sampled_from([None, True, False]),
        "is_named": st.booleans(),
    }
)
scenes = st.fixed_dictionaries(
    {
        "people": st.lists(somebody, min_size=1, max_size=4),
        "hour": st.integers(0, 24 * 10),
        "minute": st.integers(0, 59),
        "urgency": st.sampled_from(["auto", "none", "relaxed", "norm", "urgent"]),
        "place": st.sampled_from(["public", "private", "watercooler", "direct"]),
        "begins": st.booleans(),
        "has_responsible": st.booleans(),
        "norm": st.sampled_from([None, ("no_reply", 0), ("working_hours", 3), ("working_days", 0)]),
    }
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(scene=scenes)
def test_what_the_preview_promises_is_what_is_stored(
    scene: dict[str, Any], organization: object, clock: Clock
) -> None:
    with transaction.atomic():
        promised, stored = both(scene, clock)
        transaction.set_rollback(True)
    assert promised == stored


def both(scene: dict[str, Any], clock: Clock) -> tuple[dict[str, Any], dict[str, Any]]:
    """Told by the preview, and found in the database after sending at the same instant."""
    clock.to(FIRST)
    author = member("Europe/Lisbon")
    people = [made(facts) for facts in scene["people"]]
    named = [who for who, facts in zip(people, scene["people"], strict=True) if facts["is_named"]]
    text = " ".join(["Hello", *(f"@{who.handle}" for who in named)])
    place = scene["place"]
    channel = None if place == "direct" else channel_of(author, place, people, scene)
    responsible = reader(channel, people) if scene["has_responsible"] and channel else None
    where: dict[str, Any] = {"people": people}
    how = {"text": text, "urgency": scene["urgency"], "urgent_reason": "It burns."}
    if scene["begins"]:
        thread = Thread(channel=channel, author=author, responsible=responsible)
    else:
        where = {}
        thread = started(author, channel, people, responsible, "First words.", {})
        Notification.objects.all().delete()
        Ask.objects.all().delete()
        follow(thread, people, scene)
    clock.to(FIRST + timedelta(hours=scene["hour"], minutes=scene["minute"]))
    found = preview(author=author, thread=thread, text=text, urgency=scene["urgency"], at=clock.at, **where)
    promised = {
        "urgency": found.urgency,
        "told": {
            (one.user_id, one.planned.reason.value): {
                (transport, held.release_at, held.why.value, one.planned.urgent)
                for transport, held in one.planned.deliveries
            }
            for one in found.prospects
        },
        "asked": {one.user_id: one.due_at for one in found.prospects if one.is_asked},
    }
    if scene["begins"]:
        thread = started(author, channel, people, responsible, text, how)
        message = thread.messages.get(number=1)
    else:
        message = post_message(author=author, thread=thread, **how)
    stored = {
        "urgency": message.urgency,
        "told": {
            (told.recipient_id, told.reason): {
                (one.transport, one.release_at, one.why, one.urgent)
                for one in Delivery.objects.filter(notification=told)
            }
            for told in Notification.objects.filter(message=message)
        },
        "asked": dict(Ask.objects.filter(message=message).values_list("person_id", "due_at")),
    }
    return promised, stored


def member(zone: str, **fields: Any) -> User:
    number = next(_numbers)
    name = f"P{number} Lee"
    return User.objects.create_user(
        f"p{number}@rill.example", None, name=name, handle=f"p{number}", time_zone=zone, **fields
    )


def made(facts: dict[str, Any]) -> User:
    focus = facts["focus"]
    who = member(
        facts["zone"],
        role=Role.GUEST if facts["is_guest"] else Role.MEMBER,
        focus_until=FIRST + timedelta(hours=4 * focus) if focus is not None else None,
    )
    WorkingHours.objects.bulk_create(
        WorkingHours(user=who, weekday=weekday, start=start, end=end)
        for weekday, start, end in facts["windows"]
    )
    if facts["leave"]:
        first, last = (date(2026, 11, 20) + timedelta(days=days) for days in facts["leave"])
        cover = member("Europe/Lisbon") if facts["is_covered"] else None
        TimeOff.objects.create(user=who, first=first, last=last, cover=cover)
    if facts["wishes"]:
        Preference.objects.create(user=who, **facts["wishes"])
    if not facts["wants_mail"]:
        Unsubscription.objects.create(user=who, kind="bundle")
    return who


def channel_of(author: User, place: str, people: list[User], scene: dict[str, Any]) -> Channel:
    kind = Channel.Kind.WATERCOOLER if place == "watercooler" else Channel.Kind.REGULAR
    channel = Channel.objects.create(
        name=f"c-{next(_numbers)}", kind=kind, is_private=place == "private", created_by=author
    )
    Membership.objects.create(user=author, channel=channel)
    for who, facts in zip(people, scene["people"], strict=True):
        if facts["level"]:
            Membership.objects.create(user=who, channel=channel, level=facts["level"])
    if scene["norm"]:
        kind_, amount = scene["norm"]
        ResponseNorm.objects.create(channel=channel, urgency="norm", kind=kind_, amount=amount)
    return channel


def reader(channel: Channel, people: list[User]) -> User | None:
    members = set(channel.memberships.values_list("user_id", flat=True))
    return next(
        (who for who in people if who.pk in members or not (channel.is_private or who.is_guest)), None
    )


def started(
    author: User,
    channel: Channel | None,
    people: list[User],
    responsible: User | None,
    text: str,
    how: dict[str, Any],
) -> Thread:
    common: dict[str, Any] = {"author": author, "title": "Which pump?", **how, "text": text}
    if channel is None:
        return start_direct_thread(people=people, **common)
    return start_thread(channel=channel, responsible=responsible, **common)


def follow(thread: Thread, people: list[User], scene: dict[str, Any]) -> None:
    for who, facts in zip(people, scene["people"], strict=True):
        if facts["following"] is not None:
            ReadMark.objects.update_or_create(
                user=who, thread=thread, defaults={"following": facts["following"]}
            )
