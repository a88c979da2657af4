"""What somebody writes on one device is told to their other ones, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from tests.factories import make_channel, make_thread
from threads import live_writing
from threads.actions.save_draft import save_draft
from threads.actions.schedule_message import schedule_message, take_back
from threads.carrier import Frame
from threads.written import Later, Written

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Frame]:
    frames: list[Frame] = []
    monkeypatch.setattr(live_writing, "publish", lambda *parcels: frames.extend(parcels))
    return frames


def test_a_draft_is_told_to_its_author_without_its_words(alice: User, bob: User, told: list[Frame]) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    save_draft(user=bob, thread=thread, text="a secret thought", version=0)
    [frame] = told
    assert frame.audience.people == (bob.pk,)
    assert not frame.audience.everyone
    assert "secret" not in frame.payload
    assert f'"thread":{thread.pk}' in frame.payload
    save_draft(user=bob, thread=thread, text="", version=1)
    assert '"version":0' in told[-1].payload


def test_what_is_scheduled_is_told_to_its_author_alone(alice: User, bob: User, told: list[Frame]) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    at = Later("moment", timezone.now() + timedelta(hours=1))
    row = schedule_message(author=bob, written=Written("a secret thought", thread=thread), later=at)
    take_back(author=bob, scheduled=row)
    assert {frame.audience.people for frame in told} == {(bob.pk,)}
    assert sum('"scheduled"' in frame.payload for frame in told) == 2
    assert not [frame for frame in told if "secret" in frame.payload]
