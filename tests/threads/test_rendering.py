"""What is kept of rendered messages is never stale and never another zone's."""

from __future__ import annotations

import pytest
from django.utils import timezone, translation

from accounts.models import User
from tests.factories import make_thread, post
from threads.actions.edit_message import delete_message, edit_message
from threads.actions.react import react
from threads.models import Message
from threads.queries.messages import loaded_message
from threads.rendering import article

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(alice: User) -> Message:
    return post(alice, make_thread(alice), "as it was")


def shown(message: Message) -> str:
    return article(loaded_message(message))


def test_the_same_message_is_rendered_once(message: Message) -> None:
    assert shown(message) is shown(message)


def test_whatever_a_reader_can_see_makes_it_anew(message: Message, alice: User, bob: User) -> None:
    seen = [shown(message)]
    react(user=bob, message=message, emoji="👍")
    seen.append(shown(message))
    edit_message(editor=alice, message=message, text="as it is")
    seen.append(shown(message))
    for name, value in (("name", "Alice M. Moreau"), ("hue", alice.hue % 8 + 1), ("city", "Porto")):
        User.objects.filter(pk=alice.pk).update(**{name: value})
        seen.append(shown(message))
    User.objects.filter(pk=bob.pk).update(name="Robert Santos")
    seen.append(shown(message))
    delete_message(actor=alice, message=message)
    seen.append(shown(message))
    assert len(set(seen)) == len(seen)
    assert "as it was" not in seen[2]
    assert "Robert Santos" in seen[-2]
    assert "as it is" not in seen[-1]


def test_each_zone_and_language_has_its_own(message: Message) -> None:
    with timezone.override("Asia/Kolkata"):
        there = shown(message)
    with timezone.override("America/Denver"):
        assert shown(message) != there
    with translation.override(None):
        assert shown(message) is not there
