"""Whoever changes something in a thread locks the thread first: no two ever wait for each other."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from accounts.models import User
from tests.factories import make_channel, make_thread
from threads.actions.change_thread import resolve_thread
from threads.actions.edit_message import delete_message, edit_message
from threads.actions.post_message import post_message
from threads.actions.react import react
from threads.models import Ask, Message, Thread

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[User, User, Message], object]
ACTS: dict[str, Act] = {
    "edit": lambda alice, _bob, asking: edit_message(editor=alice, message=asking, text="Which valve?"),
    "delete": lambda alice, _bob, asking: delete_message(actor=alice, message=asking),
    "acknowledge": lambda _alice, bob, asking: react(user=bob, message=asking, emoji="👍"),
    "answer": lambda _alice, bob, asking: post_message(author=bob, thread=asking.thread, text="The old one."),
    "resolve": lambda alice, _bob, asking: resolve_thread(actor=alice, thread=asking.thread, outcome="Done."),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_waits_for_the_thread_holds_nothing_of_it(act: Act, alice: User, bob: User) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    asking = post_message(author=alice, thread=thread, text="@bob, which pump?", urgency="norm")
    faults: list[BaseException] = []

    def work() -> None:
        try:
            act(alice, bob, Message.objects.select_related("author", "thread__channel").get(pk=asking.pk))
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    worker = threading.Thread(target=work)
    with transaction.atomic():
        Thread.objects.select_for_update().get(pk=thread.pk)
        worker.start()
        while worker.is_alive() and not somebody_waits():
            worker.join(0.01)
        assert worker.is_alive(), faults
        Message.objects.select_for_update(nowait=True).get(pk=asking.pk)
        Ask.objects.select_for_update(nowait=True).get(message=asking)
    worker.join()
    assert not faults
    assert not Ask.objects.filter(closed_at=None).exists() or act is ACTS["edit"]


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        row = cursor.fetchone()
    assert row
    return bool(row[0])
