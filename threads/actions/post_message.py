"""Post a message: number it, store its HTML, mark it read for its author."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from threads import events, rights
from threads.access import readers_of
from threads.actions.open_asks import asks_of
from threads.actions.refusals import Refused, archived
from threads.actions.urgent import checked_urgent
from threads.addressing import AUTO, usual_urgency
from threads.directory import render_for_thread
from threads.markdown import MAX_LENGTH, RENDERER_VERSION
from threads.models import Message, Thread, Urgency
from threads.queries.addressees import addressees
from threads.store_message import store_message


def post_message(
    *,
    author: User,
    thread: Thread,
    text: str,
    client_id: uuid.UUID | None = None,
    urgency: str = Urgency.NONE,
    urgent_reason: str = "",
) -> Message:
    """The stored message. `thread` comes from `access.thread_for(author, …)`.

    With an `urgency`, whoever the message names is asked for an answer; a message that names
    nobody asks nobody and has none. AUTO is what is usual (`addressing.usual_urgency`). What
    the thread asked of the author is answered by it.

    A second call with the same `client_id` by the same author returns the first call's
    message and changes nothing (quality.md, I10). Raises Refused when the channel is
    archived, ValueError when `text` is blank or longer than MAX_LENGTH (forms tell that
    earlier); Refused when another person already used `client_id` and when an urgent message
    breaks the limits.
    """
    if not rights.may_post(author, thread):
        raise archived()
    source = checked_text(text)
    rendered = render_for_thread(source, thread)
    client_id = client_id or uuid.uuid4()
    if urgency == AUTO:
        urgency = usual_urgency(thread, rendered.mentions, begins=thread.last_number == 0)
    wanted = addressees(thread, author, rendered.mentions, readers_of(thread), urgency)
    message = Message(
        client_id=client_id,
        thread=thread,
        author=author,
        source=source,
        html=rendered.html,
        renderer_version=RENDERER_VERSION,
        urgency=urgency if wanted.people else Urgency.NONE,
        created_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            if message.urgency == Urgency.URGENT:
                message.urgent_reason = checked_urgent(
                    author, thread, wanted.people, urgent_reason, client_id
                )
            asks = asks_of(message, wanted)
            stored = store_message(message, rendered.mentions, asks)
            if stored.answered:
                events.asks_closed.send(events.AsksClosed(stored.answered))
            if asks:
                events.asks_opened.send(events.AsksOpened(message, tuple(asks)))
            posted = events.MessagePosted(message, rendered.mentions, stored.audience)
            events.message_posted.send(posted)
            return message
    except IntegrityError:
        return _posted_before(author, client_id)


def checked_text(text: str) -> str:
    """`text` with plain newlines and no space around it, or ValueError."""
    source = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not source or len(source) > MAX_LENGTH:
        raise ValueError(f"a message has 1 to {MAX_LENGTH} characters, not {len(source)}")
    return source


def _posted_before(author: User, client_id: uuid.UUID) -> Message:
    """The message that a retry means. Anything else that broke a constraint is a defect."""
    before = Message.objects.select_related("thread__channel", "author").filter(
        client_id=client_id, author=author
    )
    message = before.first()
    if message is None:
        raise Refused(_("This was sent with the mark of another message. Reload the page and send it again."))
    return message
