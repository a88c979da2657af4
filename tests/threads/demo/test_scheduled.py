"""Lena finds what she wrote for later, and what could not be sent."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import User
from tests.cast import signed_in
from threads.demo.fill import fill
from threads.demo.story_time import STORY_NOW
from threads.models import ScheduledMessage


@pytest.mark.django_db
def test_the_page_of_what_is_scheduled_shows_each_sort() -> None:
    fill(now=STORY_NOW, password="brown otters read slowly")
    lena = User.objects.get(handle="lena")
    assert ScheduledMessage.objects.filter(author=lena, state="waiting", send_at__gt=STORY_NOW).count() == 3
    page = signed_in(lena).get(reverse("sent")).content.decode()
    for words in (
        "not sent",
        "Choose another channel",
        "when Asha starts her day",
        "when Vikram starts his day",
        "7 people",
        "No reply expected",
    ):
        assert words in page
    reminders = signed_in(lena).get(reverse("reminders")).content.decode()
    assert "Before the call about wave 2" in reminders
    drafts = signed_in(lena).get(reverse("drafts")).content.decode()
    assert "new decision in #firmware" in drafts
    assert "reply in #incidents" in drafts
