"""From Friday evening in Lisbon to Tuesday: every mail that arrives, and none besides.

Told in UTC, which is what Lisbon's wall shows. By then it is Friday noon in Denver, night in
Nairobi and Bengaluru, and Saturday morning in Auckland.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from notifications.digest.send import send_due
from notifications.models import Delivery, Unsubscription
from notifications.outbox import sweep
from tests.story.conftest import Story
from tests.story.weekend import BRIEF, HIRING, LAUNCH, LUNCH, PAYMENTS, Weekend, utc


@pytest.fixture
def begins() -> datetime:
    return utc(20, 17, 55)


@pytest.fixture
def told(story: Story) -> Story:
    """The whole weekend, played to the end of Tuesday, for people who want no digest."""
    for person in story.people.values():
        Unsubscription.objects.create(user=person, kind="digest")
    Weekend(story)
    story.play(utc(25, 0), sweep, send_due)
    return story


def test_from_friday_evening_to_tuesday_every_mail_comes_in_its_readers_hours(told: Story) -> None:
    assert told.mails == [
        # Friday noon in Denver: within hours, after the grace.
        ("dan", "Fri 11:05", f"Lena begins: {LAUNCH}"),
        ("dan", "Fri 11:15", f"Lena asks you: {LAUNCH}"),
        # Urgent: at once, in her night, and once more before she answers.
        ("asha", "Sat 00:45", "Urgent, from Lena: Cards are refused since 19:05"),
        ("asha", "Sat 00:55", "Urgent, from Lena: Cards are refused since 19:05"),
        # Monday comes to Auckland first; Dan has flown there and told Bobbin.
        ("aroha", "Mon 09:00", f"3 new messages in {LAUNCH}"),
        ("dan", "Mon 09:00", f"Nuru to you: {LUNCH}"),
        ("asha", "Mon 09:00", f"2 new messages in {LAUNCH}"),
        ("lena", "Mon 09:00", f"{LAUNCH}, and 1 more thread"),
        # Monday in Lisbon, afternoon in Bengaluru.
        ("asha", "Mon 15:35", f"Lena asks you: {LAUNCH}"),
        ("lena", "Mon 10:25", f"Asha in {LAUNCH}"),
        # What came in Dan's night.
        ("dan", "Tue 09:00", f"4 new messages in {LAUNCH}"),
        # Nuru was off on Monday and wants batches: Tuesday's first.
        ("nuru", "Tue 10:00", f"Lena begins: {LAUNCH}"),
        # Its grace ran out as Lena closed on Monday.
        ("lena", "Tue 09:00", f"Asha in {LAUNCH}"),
        # Aroha owed an answer by the end of her Tuesday.
        ("aroha", "Wed 09:00", f"Your answer is expected: {LAUNCH}"),
    ]
    _the_mails_say_what_is_true_when_they_leave(told)
    _an_urgent_mail_tells_who_and_why(told)
    _each_mail_carries_what_programs_and_servers_ask_for(told)
    _mails_about_one_thread_stand_together(told)
    _whatever_did_not_leave_knows_why(told)


def _the_mails_say_what_is_true_when_they_leave(told: Story) -> None:
    [aroha, reminder] = told.of("aroha")
    for words in ("Where we stand.", "can you book the studio?", "The corrected figure is 1248."):
        assert words in aroha.text
        assert words in aroha.html
    assert aroha.text.index("book the studio") > aroha.text.index("one asks for your reply")
    assert "@aroha can you book the studio?" in reminder.text
    assert "was due Tue 24 Nov 17:30" in reminder.text
    [asha] = [one for one in told.of("asha") if one.at == utc(23, 3, 30)]
    assert "by Tue 24 Nov 17:30" in asha.text, "in her own working time, on her own wall"
    assert "Agency brief" in told.of("lena")[0].text
    for one in told.arrived:
        assert "4821" not in one.whole, "what was edited away"
        assert "never mind this" not in one.whole, "what was deleted"
        assert "salaries" not in one.whole, "whoever left, or never was there"
        assert one.to == "lena" or "agency" not in one.whole.lower(), "what was moved away"


def _an_urgent_mail_tells_who_and_why(told: Story) -> None:
    first, again = told.of("asha")[:2]
    for one in (first, again):
        for words in ("Lena Brandt", "Cards are refused since 19:05", "Somebody has to look at the gateway."):
            assert words in one.text
            assert words in one.html
    assert first.mail["Message-ID"] != again.mail["Message-ID"], "said twice, on purpose"


def _each_mail_carries_what_programs_and_servers_ask_for(told: Story) -> None:
    ids = [one.mail["Message-ID"] for one in told.arrived]
    assert len(set(ids)) == len(ids)
    for one in told.arrived:
        mail = one.mail
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["List-Id"].startswith("<")
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail["List-Unsubscribe"].strip().startswith("<http")
        assert mail["To"] == told.people[one.to].email, "one mail a person, that names nobody else"
        assert (mail["Cc"], mail["Bcc"]) == (None, None)
        assert mail.get_content_type() == "multipart/alternative"
        assert "<script" not in one.html
        assert "src=" not in one.html, "nothing is fetched"
        assert "/unsubscribe/" in one.text
        assert "/unsubscribe/" in one.html


def _mails_about_one_thread_stand_together(told: Story) -> None:
    begins, asks, lunch, later = (one.mail for one in told.of("dan"))
    assert begins["References"] == asks["References"] == later["In-Reply-To"]
    assert lunch["References"] != begins["References"]
    assert begins["List-Id"] == asks["List-Id"] == later["List-Id"] != lunch["List-Id"]
    assert told.of("lena")[0].mail["References"] is None, "two threads have no one root"


def _whatever_did_not_leave_knows_why(told: Story) -> None:
    assert not Delivery.objects.filter(state__in=["held", "claimed"]).exists()
    ended = Delivery.objects.exclude(state="sent").order_by("recipient__handle", "pk")
    rows = ended.values_list("recipient__handle", "notification__message__thread__title", "outcome")
    assert list(rows) == [
        ("aroha", BRIEF, "no_access"),
        ("asha", BRIEF, "no_access"),
        ("asha", HIRING, "no_access"),
        ("lena", LAUNCH, "deleted"),
        ("lena", PAYMENTS, "read"),
        ("lena", LAUNCH, "read"),
        ("nuru", LAUNCH, "no_reason"),
        ("nuru", BRIEF, "no_access"),
    ]
