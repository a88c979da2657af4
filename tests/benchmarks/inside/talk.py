"""A channel, a thread in it, and whoever follows."""

from __future__ import annotations

from accounts.models import User
from tests.benchmarks.inside.bulk import analyze, fill
from tests.benchmarks.inside.people import crowd
from tests.benchmarks.inside.team import TEXT
from threads.actions.make_channel import make_channel
from threads.actions.membership import add_people
from threads.actions.start_thread import start_thread
from threads.markdown import RENDERER_VERSION
from threads.models import Message, ReadMark, Thread


def talk(name: str, members: int, followers: int, messages: int = 1) -> dict[str, int]:
    """A thread with so many messages, in a channel with so many members, of whom the first
    follow the thread; the first of all wrote it."""
    first, last = crowd(name, members)
    author = User.objects.get(pk=first)
    channel = make_channel(maker=author, name=name)
    add_people(actor=author, channel=channel, people=User.objects.filter(pk__gt=first, pk__lte=last))
    thread = start_thread(author=author, channel=channel, title=f"All about {name}", text=TEXT)
    source = f"generate_series({first + 1}, {first + followers}) AS person"
    fill(ReadMark(thread=thread, number=1, following=True), source, user_id="person")
    if messages > 1:
        lengthen(thread.pk, messages)
    analyze()
    return {"channel": channel.pk, "thread": thread.pk, "first": first, "last": last}


def lengthen(thread_id: int, messages: int) -> None:
    """Up to so many messages in all."""
    thread = Thread.objects.get(pk=thread_id)
    fill(
        _message(thread_id, thread.author_id),
        f"generate_series({thread.last_number + 1}, {messages}) AS n",
        client_id="gen_random_uuid()",
        number="n",
        change_seq="n",
    )
    Thread.objects.filter(pk=thread_id).update(last_number=messages, change_seq=messages)


def others(channel_id: int, author_id: int, messages: int, each: int = 200) -> None:
    """So many messages more, in other threads of the channel."""
    thread = Thread(
        channel_id=channel_id, author_id=author_id, title="Another", last_number=each, change_seq=each
    )
    count = messages // each
    fill(thread, f"generate_series(1, {count}) AS n", title="'Another ' || n")
    first = Thread.objects.latest("pk").pk - count + 1
    fill(
        _message(first, author_id),
        f"generate_series(0, {count * each - 1}) AS n",
        client_id="gen_random_uuid()",
        thread_id=f"{first} + n / {each}",
        number=f"1 + n %% {each}",
        change_seq=f"1 + n %% {each}",
    )
    analyze()


def read(thread_id: int, person_id: int) -> None:
    """All of it."""
    number = Thread.objects.get(pk=thread_id).last_number
    ReadMark.objects.update_or_create(thread_id=thread_id, user_id=person_id, defaults={"number": number})


def newest(thread_id: int, count: int) -> list[int]:
    """The ids of its newest messages."""
    rows = Message.objects.filter(thread=thread_id).order_by("-number")
    return list(rows.values_list("pk", flat=True)[:count])


def _message(thread_id: int, author_id: int) -> Message:
    return Message(
        thread_id=thread_id,
        author_id=author_id,
        source=TEXT,
        html=f"<p>{TEXT}</p>",
        renderer_version=RENDERER_VERSION,
    )
