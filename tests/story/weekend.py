"""What five people do from Friday evening in Lisbon to Monday night, told in UTC, which is what
Lisbon's wall shows."""

from __future__ import annotations

from datetime import UTC, date, datetime

from accounts.actions.set_working_hours import change_time_zone
from accounts.actions.time_off import add_time_off
from accounts.models import User
from notifications.actions.set_preferences import set_preferences
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


class Weekend:
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
