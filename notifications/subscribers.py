"""What happened, turned into notifications within the same transaction (quality.md, I1)."""

from __future__ import annotations

from accounts import events as people
from notifications import clock
from notifications.models import Delivery, FanOut
from notifications.nudge import nudge
from notifications.plan import plan
from notifications.recipients import event_of, recipients, recipients_of
from notifications.release import Outcome
from notifications.store import store, store_again
from threads import events

# More than so many are written by a worker, from one row.
THRESHOLD = 200


def connect() -> None:
    """Called once, when the app is ready."""
    events.message_posted.connect(_message_posted, uid="notifications")
    events.message_edited.connect(_message_edited, uid="notifications")
    events.asks_opened.connect(_asks_opened, uid="notifications")
    events.thread_read.connect(_thread_read, uid="notifications")
    people.user_deactivated.connect(_user_deactivated, uid="notifications")


def _message_posted(event: events.MessagePosted) -> None:
    message = event.message
    found = recipients_of(message, event.mentions, limit=THRESHOLD + 1)
    if len(found) > THRESHOLD:
        FanOut.objects.create(message=message, created_at=message.created_at)
        nudge()
        return
    facts = event_of(message.thread, message.author_id, message.urgency, begins=message.number == 1)
    planned = plan(facts, found, message.created_at)
    store(message.pk, planned, message.created_at)
    if any(one.urgent for one in planned):
        nudge()


def _message_edited(event: events.MessageEdited) -> None:
    """Whom the text names only now. Who had heard of the message does not hear again."""
    message = event.message
    if not event.new_mentions:
        return
    at = message.edited_at or clock.now()
    found = recipients_of(message, event.new_mentions)
    new = [person for person in found if person.facts.user_id in event.new_mentions]
    facts = event_of(message.thread, message.author_id, message.urgency, begins=message.number == 1)
    store(message.pk, plan(facts, new, at), at)


def _asks_opened(event: events.AsksOpened) -> None:
    """Those of a new message are told with it; this is for one that was handed over."""
    message = event.message
    for ask in event.asks:
        if ask.opened_at == message.created_at:
            continue
        found = recipients(
            message.thread,
            message.author_id,
            (),
            begins=message.number == 1,
            asked=(ask.person_id,),
            message_id=message.pk,
        )
        facts = event_of(message.thread, message.author_id, message.urgency, begins=message.number == 1)
        whom = {person.facts.user_id: person for person in found}
        for one in plan(facts, [whom[ask.person_id]] if ask.person_id in whom else [], ask.opened_at):
            store_again(
                message.pk, whom[ask.person_id], one.reason, one.deliveries, ask.opened_at, urgent=one.urgent
            )
            if one.urgent:
                nudge()


def _thread_read(event: events.ThreadRead) -> None:
    """What is read needs no mail. The release would find the same; this keeps the count of what
    is held true, and ends what waits for no moment."""
    waiting = Delivery.objects.filter(
        recipient=event.user,
        state=Delivery.State.HELD,
        notification__message__thread=event.thread,
        notification__message__number__lte=event.number,
    ).exclude(notification__reason="reminder")
    waiting.update(state=Delivery.State.SUPPRESSED, outcome=Outcome.READ, ended_at=clock.now())


def _user_deactivated(event: people.UserDeactivated) -> None:
    Delivery.objects.filter(recipient=event.user, state=Delivery.State.HELD).update(
        state=Delivery.State.SUPPRESSED, outcome=Outcome.LEFT, ended_at=clock.now()
    )
