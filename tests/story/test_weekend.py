"""From Friday evening in Lisbon to Tuesday: every mail that arrives, and none besides.

Told in UTC, which is what Lisbon's wall shows. By then it is Friday noon in Denver, night in
Nairobi and Bengaluru, and Saturday morning in Auckland.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from accounts.actions.set_working_hours import change_time_zone
from accounts.actions.time_off import add_time_off
from accounts.models import User
from notifications.actions.set_preferences import set_preferences
from notifications.models import Delivery
from tests.factories import make_channel
from tests.story.conftest import Story
from threads.actions.change_thread import move_thread
from threads.actions.edit_message import delete_message, edit_message
from threads.actions.mark_read import mark_read
from threads.actions.membership import leave_channel
from threads.actions.post_message import post_message
from threads.actions.react import react
from threads.actions.start_thread import start_direct_thread, start_thread
from threads.models import Channel, Message, Thread

LAUNCH, PAYMENTS, HIRING, LUNCH, BRIEF = (
    "Launch checklist",
    "Payments are down",
    "Hiring plan",
    "A word about lunch",
    "Agency brief",
)


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def begins() -> datetime:
    return utc(20, 17, 55)


@pytest.fixture
def told(story: Story) -> Story:
    """The whole weekend, played to the end of Tuesday."""
    _Weekend(story)
    story.play(utc(25, 0))
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


class _Weekend:
    """What happens, in order, from when on."""

    def __init__(self, story: Story) -> None:
        self.threads: dict[str, Thread] = {}
        self.said: dict[str, Message] = {}
        self.lena, self.nuru, self.asha, self.dan, self.aroha = (
            story.people[name] for name in ("lena", "nuru", "asha", "dan", "aroha")
        )
        set_preferences(user=self.nuru, mode="batches", batch_times=(600, 930))
        everyone = (self.nuru, self.asha, self.dan, self.aroha)
        self.product = make_channel(self.lena, name="product", members=everyone)
        self.board = make_channel(self.lena, name="board", members=[self.asha], is_private=True)
        self.agency = make_channel(self.dan, name="agency", members=[self.lena], is_private=True)
        self._friday(story)
        self._weekend(story)
        self._monday(story)

    def _friday(self, story: Story) -> None:
        story.at(utc(20, 18, 0), lambda: self._begin(self.lena, LAUNCH, self.product, "Where we stand."))
        asked = "@asha the figures, @dan the copy, please."
        story.at(utc(20, 18, 10), lambda: self._say(self.lena, LAUNCH, asked, urgency="norm"))
        story.at(utc(20, 18, 30), lambda: react(user=self.dan, message=self.said[asked], emoji="👍"))
        studio = "@aroha can you book the studio?"
        story.at(utc(20, 18, 45), lambda: self._say(self.lena, LAUNCH, studio, urgency="norm"))
        wrong, right = "@nuru @aroha The figure is 4821.", "@aroha The corrected figure is 1248."
        story.at(utc(20, 18, 50), lambda: self._say(self.lena, LAUNCH, wrong))
        story.at(
            utc(20, 18, 55), lambda: edit_message(editor=self.lena, message=self.said[wrong], text=right)
        )
        story.at(utc(20, 19, 0), lambda: self._say(self.dan, LAUNCH, "Copy is done."))
        story.at(utc(20, 19, 5), lambda: self._say(self.dan, LAUNCH, "never mind this"))
        story.at(
            utc(20, 19, 10), lambda: delete_message(actor=self.dan, message=self.said["never mind this"])
        )
        story.at(utc(20, 19, 15), self._raise_the_alarm)
        story.at(utc(20, 19, 30), lambda: self._say(self.asha, PAYMENTS, "I restarted it."))
        monday = date(2026, 11, 23)
        story.at(
            utc(20, 19, 40),
            lambda: add_time_off(user=self.nuru, first=monday, last=monday, kind="vacation"),
        )
        story.at(utc(20, 20, 0), lambda: self._begin(self.dan, BRIEF, self.product, "What they want."))
        story.at(
            utc(20, 20, 30),
            lambda: move_thread(actor=self.dan, thread=self.threads[BRIEF], channel=self.agency),
        )
        story.at(
            utc(20, 20, 40), lambda: self._begin(self.lena, HIRING, self.board, "The salaries of next year.")
        )

    def _weekend(self, story: Story) -> None:
        story.at(utc(21, 10), lambda: leave_channel(user=self.asha, channel=self.board))
        story.at(utc(21, 12), lambda: change_time_zone(user=self.dan, time_zone="Pacific/Auckland"))
        story.at(
            utc(21, 14),
            lambda: start_direct_thread(author=self.nuru, people=[self.dan], title=LUNCH, text="Tuesday?"),
        )
        story.at(utc(22, 18), lambda: self._read(self.lena, PAYMENTS))

    def _monday(self, story: Story) -> None:
        story.at(
            utc(23, 10),
            lambda: self._say(self.lena, LAUNCH, "@asha did the figures change?", urgency="norm"),
        )
        story.at(utc(23, 10, 20), lambda: self._say(self.asha, LAUNCH, "They did not."))
        story.at(utc(23, 10, 30), lambda: self._say(self.asha, LAUNCH, "One more thing."))
        story.at(utc(23, 10, 35), lambda: self._read(self.lena, LAUNCH))
        story.at(utc(23, 17, 25), lambda: self._say(self.asha, LAUNCH, "Good night."))

    def _begin(self, author: User, title: str, channel: Channel, text: str) -> None:
        self.threads[title] = start_thread(author=author, channel=channel, title=title, text=text)

    def _say(self, author: User, title: str, text: str, urgency: str = "none") -> None:
        thread = Thread.objects.select_related("channel", "responsible").get(pk=self.threads[title].pk)
        self.said[text] = post_message(author=author, thread=thread, text=text, urgency=urgency)

    def _raise_the_alarm(self) -> None:
        self.threads[PAYMENTS] = start_thread(
            author=self.lena,
            channel=self.board,
            title=PAYMENTS,
            text="@asha Somebody has to look at the gateway.",
            urgency="urgent",
            urgent_reason="Cards are refused since 19:05",
        )

    def _read(self, reader: User, title: str) -> None:
        thread = Thread.objects.get(pk=self.threads[title].pk)
        mark_read(user=reader, thread=thread, number=thread.last_number)
