"""What browser tests put into the stack's database, through the actions that pages use.

Each function runs in a process of the stack (`Stack.call`): plain values in, plain values out.
Names are made new for each scene, so that tests share one stack and never meet.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.utils import timezone
from django.utils.text import slugify

from accounts.actions.add_person import add_person
from accounts.actions.deactivate import deactivate
from accounts.actions.end_sessions import end_sessions
from accounts.models import Organization, Role, User
from accounts.sign_in import sign_in
from tests.cast import PASSWORD
from tests.security.corpus import hostile
from threads.access import channel_for, message_for, thread_for
from threads.actions.action_items import add_action_item
from threads.actions.change_thread import move_thread, pin_thread, rename_thread, resolve_thread
from threads.actions.edit_message import delete_message, edit_message
from threads.actions.make_channel import make_channel
from threads.actions.membership import add_people, remove_person
from threads.actions.post_message import post_message
from threads.actions.react import react
from threads.actions.refusals import Refused
from threads.actions.save_message import save_message
from threads.actions.start_thread import start_thread
from threads.models import Message

Ids = dict[str, Any]
RICH = """\
A heading below
---------------

**Bold**, _italic_, ~~gone~~, `code`, @{name}, :tada: and https://example.org/a/rather/long/address?that=wraps

> What somebody said

- [x] Done
- [ ] Not yet

1. one
2. two

| Wave | Units |
| ---- | ----: |
| 1    |    12 |

```python
def wave(units):
    return units * 2  # a comment that is long enough to need scrolling on a narrow screen
```
"""


def people(*names: str) -> list[Ids]:
    """Members who were onboarded; each with `session`, the key of a session of theirs."""
    _organization()
    return [_person(name) for name in names]


def conversation(
    author: int,
    readers: list[int],
    *,
    messages: int = 1,
    title: str = "Which pump?",
    is_private: bool = False,
) -> Ids:
    """A thread by `author` in a new channel that all are in: `thread`, `channel`, `url`."""
    maker = User.objects.get(pk=author)
    channel = make_channel(maker=maker, name=f"field-{uuid.uuid4().hex[:8]}", is_private=is_private)
    add_people(actor=maker, channel=channel, people=User.objects.filter(pk__in=readers))
    thread = start_thread(
        author=maker, channel=channel, title=title, text="Message 1 asks which pump to take."
    )
    for number in range(2, messages + 1):
        post_message(author=maker, thread=thread, text=f"Message {number} says a little more about the pump.")
    return {"thread": thread.pk, "channel": channel.pk, "url": thread.get_absolute_url()}


def start(author: int, channel: int, title: str) -> int:
    user = User.objects.get(pk=author)
    return start_thread(author=user, channel=channel_for(user, channel), title=title, text="Begun.").pk


def pin(actor: int, thread: int) -> None:
    user = User.objects.get(pk=actor)
    pin_thread(actor=user, thread=thread_for(user, thread), pinned=True)


def resolve(actor: int, thread: int) -> None:
    user = User.objects.get(pk=actor)
    resolve_thread(actor=user, thread=thread_for(user, thread), outcome="Done.")


def keep(user: int, thread: int) -> None:
    """`user` saves the first message of `thread`, and has something to do under it."""
    person = User.objects.get(pk=user)
    message = thread_for(person, thread).messages.select_related("author", "thread__channel").get(number=1)
    save_message(user=person, message=message, note="Ask in May.")
    for due in (None, timezone.now() - timedelta(days=2), timezone.now() + timedelta(days=2)):
        add_action_item(actor=person, message=message, text="Bring a cable", owner=person, due_at=due)


def move_elsewhere(actor: int, thread: int) -> None:
    user = User.objects.get(pk=actor)
    other = make_channel(maker=user, name=f"other-{uuid.uuid4().hex[:8]}")
    move_thread(actor=user, thread=thread_for(user, thread), channel=other)


def post(author: int, thread: int, text: str) -> Ids:
    user = User.objects.get(pk=author)
    message = post_message(author=user, thread=thread_for(user, thread), text=text)
    return {"id": message.pk, "number": message.number}


def post_many(author: int, thread: int, count: int) -> None:
    for number in range(1, count + 1):
        post(author, thread, f"Many {number}.")


def post_hostile(author: int, thread: int) -> int:
    """Posts the corpus but for what is only long, and gives the thread every fifth input as its
    title; how many were posted. Each input is tried as each thing in tests/security."""
    user = User.objects.get(pk=author)
    posted = 0
    for index, text in enumerate(text for text in hostile() if len(text) < 2_000):
        found = thread_for(user, thread)
        with suppress(ValueError):
            post_message(author=user, thread=found, text=text)
            posted += 1
        if index % 5 == 0:
            with suppress(ValueError, Refused):
                rename_thread(actor=user, thread=found, title=text[:200])
    return posted


def edit(editor: int, message: int, text: str) -> None:
    user = User.objects.get(pk=editor)
    edit_message(editor=user, message=message_for(user, message), text=text)


def delete(actor: int, message: int) -> None:
    user = User.objects.get(pk=actor)
    delete_message(actor=user, message=message_for(user, message))


def put_reaction(user_id: int, message: int, emoji: str) -> None:
    user = User.objects.get(pk=user_id)
    react(user=user, message=message_for(user, message), emoji=emoji, on=True)


def furnish(author: int, other: int, thread: int) -> None:
    """Markdown of every kind, reactions, an edit, a tombstone, entries; the author is made an admin."""
    User.objects.filter(pk=author).update(role=Role.ADMIN)
    name = User.objects.get(pk=other).handle
    rich = post(author, thread, RICH.format(name=name))
    put_reaction(author, rich["id"], "👍")
    put_reaction(other, rich["id"], "🎉")
    edit(author, post(author, thread, "Before.")["id"], "After.")
    delete(author, post(author, thread, "Gone.")["id"])
    pin(author, thread)
    post(other, thread, "Got that.")


def switch_shortcuts_off(person: int) -> None:
    User.objects.filter(pk=person).update(shortcuts=False)


def take_out(actor: int, channel: int, person: int) -> None:
    user = User.objects.get(pk=actor)
    remove_person(actor=user, channel=channel_for(user, channel), person=User.objects.get(pk=person))


def sign_out_everywhere(person: int) -> None:
    end_sessions(user=User.objects.get(pk=person))


def deactivate_person(person: int) -> None:
    owner = User.objects.filter(role=Role.OWNER).first()
    assert owner
    deactivate(actor=owner, user=User.objects.get(pk=person))


def messages_of(thread: int) -> list[str]:
    """Their sources, in order."""
    return list(Message.objects.filter(thread=thread).order_by("number").values_list("source", flat=True))


def reactions_of(thread: int) -> list[str]:
    """ "1 👍 bob": message number, emoji, handle."""
    rows = Message.objects.filter(thread=thread, reactions__isnull=False).order_by("number", "reactions__id")
    return [
        f"{number} {emoji} {handle}"
        for number, emoji, handle in rows.values_list("number", "reactions__emoji", "reactions__user__handle")
    ]


def _organization() -> None:
    if Organization.current() is None:
        Organization.objects.create(name="Rill", time_zone="Europe/Lisbon")
        _person("Olga Petrova", role=Role.OWNER)


def _person(name: str, **more: Any) -> Ids:
    fields: dict[str, Any] = {"time_zone": "Europe/Lisbon", "role": Role.MEMBER, "shortcuts": True, **more}
    mark = uuid.uuid4().hex[:8]
    first = slugify(name.split()[0])
    user = add_person(
        email=f"{first}-{mark}@rill.example",
        name=name,
        password=PASSWORD,
        handle=f"{first}-{mark}",
        **fields,
    )
    User.objects.filter(pk=user.pk).update(onboarded_at=user.joined_at)
    return {
        "id": user.pk,
        "name": name,
        "handle": user.handle,
        "email": user.email,
        "session": session_of(user.pk),
    }


def session_of(person: int) -> str:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    sign_in(request, User.objects.get(pk=person))
    request.session.save()
    return str(request.session.session_key)
