"""The delivery preview, at the moment and with the people of the design's drawings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounts.models import TimeOff, User, WorkingHours
from notifications.bands import axis
from notifications.models import Preference
from notifications.preview import Preview, preview
from notifications.telling import Told, told
from tests.cast import person
from tests.factories import make_channel, make_thread
from threads.models import Ask, Channel, ReadMark, ResponseNorm, Thread

# Sunday 22 November 2026, 21:20 in Denver.
SUNDAY = datetime(2026, 11, 23, 4, 20, tzinfo=UTC)

pytestmark = pytest.mark.django_db


class Rill:
    """Lena writes; Asha works, Wanjiru and Maya sleep, Tom is on leave and Ines covers; Aroha and
    Hemi follow by digest."""

    def __init__(self) -> None:
        def works(name: str, zone: str, city: str, pronouns: str, *windows: tuple[int, int]) -> User:
            who = person(name, time_zone=zone, city=city, pronouns=pronouns)
            for day in range(5):
                for start, end in windows:
                    WorkingHours.objects.create(user=who, weekday=day, start=start, end=end)
            return who

        nine, half_past_five = 9 * 60, 17 * 60 + 30
        self.lena = works("Lena Fischer", "America/Denver", "Denver", "she/her", (nine, 17 * 60))
        self.asha = works("Asha Raman", "Asia/Kolkata", "Bengaluru", "she/her", (570, 18 * 60))
        self.wanjiru = works("Wanjiru Kamau", "Africa/Nairobi", "Nairobi", "she/her", (510, 17 * 60))
        self.maya = works(
            "Maya Ferreira", "Europe/Lisbon", "Lisbon", "she/her", (nine, 13 * 60), (14 * 60, half_past_five)
        )
        self.tom = works("Tom Almeida", "Europe/Lisbon", "Lisbon", "he/him", (nine, half_past_five))
        self.ines = works("Ines Duarte", "Europe/Lisbon", "Lisbon", "she/her", (600, 18 * 60))
        TimeOff.objects.create(
            user=self.tom, first=date(2026, 11, 16), last=date(2026, 12, 2), cover=self.ines
        )
        self.by_digest = [
            works("Aroha Ngata", "Pacific/Auckland", "Auckland", "she/her", (510, 17 * 60)),
            works("Hemi Walker", "Pacific/Auckland", "Auckland", "he/him", (540, 18 * 60)),
        ]
        for who in self.by_digest:
            Preference.objects.create(user=who, mode="digest_only")
        everyone = [self.asha, self.wanjiru, self.maya, self.tom, self.ines, *self.by_digest]
        self.channel = make_channel(self.lena, name="firmware", members=everyone)
        self.thread = make_thread(self.lena, channel=self.channel)
        ReadMark.objects.bulk_create(
            ReadMark(user=who, thread=self.thread, following=True) for who in self.by_digest
        )

    def tells(self, text: str, urgency: str = "auto") -> Told:
        return told(self.looks(text, urgency), self.lena)

    def looks(self, text: str, urgency: str = "auto") -> Preview:
        return preview(author=self.lena, thread=self.thread, text=text, urgency=urgency, at=SUNDAY)


@pytest.fixture
def rill(organization: Any) -> Rill:
    return Rill()


ALL = "@asha @wanjiru @maya @tom, can wave 2 start?"


def test_a_sunday_evening_reply_reads_as_drawn(rill: Rill) -> None:
    found = rill.tells(ALL)
    assert found.title == "Nobody is interrupted"
    assert found.summary == (
        "<b>Asha</b> now, in working hours · <b>Wanjiru</b> Mon 08:30 Nairobi · "
        "<b>Maya</b> Mon 09:00 Lisbon · <b>Tom</b> after leave, 3 Dec"
    )
    assert [(line.clock, line.state, line.when, line.expected) for line in found.lines] == [
        ("09:50 Bengaluru", "on", "Now", "by Tue 18:00 her time"),
        ("07:20 Nairobi", "off", "Mon 08:30 Nairobi", "by Tue 17:00 her time"),
        ("04:20 Lisbon", "off", "Mon 09:00 Lisbon", "by Tue 17:30 her time"),
        ("On leave", "leave", "Thu 3 Dec", "no reply expected, Ines covers"),
    ]
    assert found.aside == (
        "Aroha and Hemi follow this thread by digest; theirs arrives at the start of their next day."
    )


def test_the_bands_have_the_drawn_geometry(rill: Rill) -> None:
    asha, wanjiru, maya, tom = rill.tells(ALL).lines
    assert [(span.x, span.width) for span in asha.spans] == [("0%", "34.03%"), ("98.61%", "1.39%")]
    assert (asha.mark, asha.wait) == ("0%", None)
    assert [(span.x, span.width) for span in wanjiru.spans] == [("4.86%", "35.42%")]
    assert (wanjiru.mark, wanjiru.wait) == ("4.86%", "3.46%")
    assert [(span.x, span.width) for span in maya.spans] == [("19.44%", "16.67%"), ("40.28%", "14.58%")]
    assert (maya.mark, maya.wait) == ("19.44%", "18.04%")
    assert (tom.spans, tom.mark, tom.wait, tom.later) == ([], None, "78%", "3 Dec →")
    ticks = [(tick.x, tick.label) for tick in rill.tells(ALL).axis]
    assert ticks[0] == ("11.11%", "00")
    assert ticks[-1] == ("98.61%", "21")


def test_an_hour_that_now_would_cover_is_not_drawn() -> None:
    quarter_past_four = datetime(2026, 11, 22, 11, 15, tzinfo=UTC)
    assert [tick.label for tick in axis("America/Denver", quarter_past_four)][:2] == ["09", "12"]


def test_the_bands_say_in_words_all_that_they_show(rill: Rill) -> None:
    assert [line.band for line in rill.tells(ALL).lines] == [
        "Asha works until 05:30 your time; notified now",
        "Wanjiru works 22:30 to 07:00 your time; notified at 22:30",
        "Maya works 02:00 to 10:30 your time; notified at 02:00",
        "Tom is on leave; notified on 3 December",
    ]


def test_urgent_names_whom_it_interrupts_and_who_covers(rill: Rill) -> None:
    ResponseNorm.objects.create(urgency="urgent", kind="working_hours", amount=4)
    found = rill.tells(ALL, "urgent")
    assert found.title == "2 people are interrupted"
    assert found.summary == (
        "<b>Asha</b> now, in working hours · <b>Wanjiru</b> and <b>Maya</b> now, outside their hours · "
        "<b>Tom</b> after leave, 3 Dec"
    )
    assert [(line.when, line.expected, line.interrupts) for line in found.lines] == [
        ("Now", "by 13:50 her time, 4 working hours", False),
        ("Now, off hours", "by 12:30 her time", True),
        ("Now, off hours", "by 13:00 her time", True),
        ("Thu 3 Dec", "no reply expected, Ines covers", False),
    ]
    assert found.confirm == [
        "<b>Wanjiru</b>, 07:20 in Nairobi. Her day starts in 1 h 10 min.",
        "<b>Maya</b>, 04:20 in Lisbon. Her day starts at 09:00.",
        "Tom is on leave and is never interrupted. Ines covers for him; name Ines instead.",
    ]


def test_a_cover_person_who_is_named_hears_at_once(rill: Rill) -> None:
    found = rill.tells("@tom @ines, is the queue yours?", "urgent")
    assert found.confirm[-1] == (
        "Tom is on leave and is never interrupted. Ines covers for him and will hear now."
    )


def test_a_cover_person_who_follows_hears_when_her_day_starts(rill: Rill) -> None:
    ReadMark.objects.create(user=rill.ines, thread=rill.thread, following=True)
    found = rill.tells("@tom @maya, is the queue yours?", "urgent")
    assert found.confirm[-1] == (
        "Tom is on leave and is never interrupted. Ines covers for him and will hear at 10:00."
    )


def test_nobody_is_asked_when_no_reply_is_needed(rill: Rill) -> None:
    found = rill.tells(ALL, "none")
    assert {line.expected for line in found.lines} == {"no reply expected", "no reply expected, Ines covers"}


def test_many_are_summed_up_and_twelve_shown(rill: Rill) -> None:
    crowd = [person(f"F{number} Lee") for number in range(14)]
    channel = make_channel(rill.lena, name="many", members=crowd)
    channel.memberships.update(level="every")
    thread = Thread(channel=Channel.objects.get(pk=channel.pk), author=rill.lena)
    found = told(preview(author=rill.lena, thread=thread, text="Hello", urgency="auto", at=SUNDAY), rill.lena)
    assert found.summary == "14 members of #many: <b>14 on Monday</b> when their day starts"
    assert (len(found.lines), found.more) == (12, 2)


def test_whoever_hears_now_is_told_first(rill: Rill) -> None:
    follow = [rill.wanjiru, rill.asha, rill.ines]
    ReadMark.objects.bulk_create(ReadMark(user=who, thread=rill.thread, following=True) for who in follow)
    found = rill.tells("@maya, please stop wave 1", "urgent")
    assert found.summary == (
        "<b>Asha</b> now, in working hours · <b>Maya</b> now, outside their hours · "
        "<b>Wanjiru</b> Mon 08:30 Nairobi · <b>Ines</b> Mon 10:00 Lisbon"
    )


def test_it_costs_the_same_for_two_and_for_sixty(rill: Rill, django_assert_num_queries: Any) -> None:
    crowd = [person(f"F{number} Lee") for number in range(60)]
    rill.tells(ALL)
    # names, those addressed with the norm, covers; recipients; their names, covers
    with django_assert_num_queries(6):
        rill.tells(ALL)
    ReadMark.objects.bulk_create(ReadMark(user=who, thread=rill.thread, following=True) for who in crowd)
    rill.tells(ALL)
    with django_assert_num_queries(6):
        rill.tells(ALL)


def test_looking_writes_nothing(rill: Rill) -> None:
    rill.looks(ALL, "urgent")
    assert not Ask.objects.exists()
