"""What people write, change and take back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from notifications import subscribers
from notifications.models import FanOut, Notification
from tests.stateful import model
from tests.stateful.model import Topic
from tests.stateful.stage import Stage, named, names, places, unless_refused, urgencies, which
from threads.actions.change_thread import move_thread
from threads.actions.edit_message import delete_message, edit_message
from threads.actions.post_message import post_message
from threads.actions.start_thread import start_direct_thread, start_thread
from threads.models import Message


class Writing(Stage):
    @rule(author=names, where=st.sampled_from(["open", "den", "direct"]), named=named, urgency=urgencies)
    def begin(self, author: str, where: str, named: set[str], urgency: str) -> None:
        place = self.places.get(where)
        topic = Topic(0, place, {author, *named} if place is None else set())
        if not model.may_read(self.people[author], topic):
            return
        if place is None and (len(topic.people) < 2 or not all(self.people[n].is_active for n in named)):
            return
        mark = self.new_mark()
        facts: dict[str, Any] = {
            "title": "Title",
            "text": self.text(mark, named),
            "urgency": urgency,
            "urgent_reason": "It cannot wait",
        }
        writer = self.user(author)
        if place is None:
            people = [self.users[name] for name in named]
            thread = unless_refused(lambda: start_direct_thread(author=writer, people=people, **facts))
        else:
            channel = self.channel(where)
            thread = unless_refused(lambda: start_thread(author=writer, channel=channel, **facts))
        if thread is not None:
            topic.id = thread.pk
            self.topics.append(topic)
            self.posted(thread.messages.get(), topic, author, named, mark, urgency)

    @precondition(lambda self: self.topics)
    @rule(author=names, topic=which, named=named, urgency=urgencies)
    def reply(self, author: str, topic: int, named: set[str], urgency: str) -> None:
        about = self.topic(topic)
        if not model.may_read(self.people[author], about):
            return
        mark = self.new_mark()
        message = unless_refused(
            lambda: post_message(
                author=self.user(author),
                thread=self.thread(about),
                text=self.text(mark, named),
                urgency=urgency,
                urgent_reason="It cannot wait",
            )
        )
        if message is not None:
            self.posted(message, about, author, named, mark, urgency)

    @rule(lines=st.lists(st.tuples(names, which, named, urgencies), min_size=2, max_size=4))
    def talk(self, lines: list[tuple[str, int, set[str], str]]) -> None:
        for line in lines:
            self.reply(*line)

    @precondition(lambda self: self.topics)
    @rule(author=names, topic=which)
    def reply_in_vain(self, author: str, topic: int) -> None:
        """The power goes while it is being written: neither message nor notification (I1)."""
        about = self.topic(topic)
        if not model.may_read(self.people[author], about):
            return
        before = (Message.objects.count(), Notification.objects.count(), FanOut.objects.count())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(subscribers, "plan", _fail)
            patch.setattr(FanOut.objects, "create", _fail)
            with pytest.raises(_PowerLoss):
                post_message(author=self.user(author), thread=self.thread(about), text=self.new_mark())
        assert before == (Message.objects.count(), Notification.objects.count(), FanOut.objects.count())

    @precondition(lambda self: self.said)
    @rule(said=which, named=named)
    def edit(self, said: int, named: set[str]) -> None:
        one = self.one_said(said)
        if one.is_deleted or not model.may_read(self.people[one.author], one.topic):
            return
        mark = self.new_mark()
        text = self.text(mark, named)
        edit_message(editor=self.user(one.author), message=Message.objects.get(pk=one.id), text=text)
        readable = self.readable(named, one.topic) - {one.author}
        new = readable - one.named
        if one.topic.place is not None:
            one.asked -= one.named - readable
        one.named = readable
        one.words.append(mark)
        if not FanOut.objects.filter(message=one.id, finished_at=None).exists():
            assert {name for name in new if model.concerns(self.people[name], one)} <= self.told_of(one)

    @precondition(lambda self: self.said)
    @rule(said=which)
    def delete(self, said: int) -> None:
        one = self.one_said(said)
        delete_message(actor=self.user("lena"), message=Message.objects.get(pk=one.id))
        one.is_deleted, one.asked, one.named = True, set(), set()

    @precondition(lambda self: self.topics)
    @rule(topic=which, where=places)
    def move(self, topic: int, where: str) -> None:
        about = self.topic(topic)
        if about.place is not None:
            move_thread(actor=self.user("lena"), thread=self.thread(about), channel=self.channel(where))
            about.place = self.places[where]


class _PowerLoss(Exception):
    pass


def _fail(*arguments: Any, **options: Any) -> Any:
    raise _PowerLoss
