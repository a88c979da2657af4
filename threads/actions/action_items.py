"""Action items: agreed on, done, struck. Whoever may post in the thread may do each."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import schedule_for
from accounts.wall_clock import zone_or_utc
from accounts.working_time import end_of_working_day
from threads import events, rights
from threads.access import readers_of
from threads.actions.refusals import Refused, archived
from threads.models import ActionItem, Message
from threads.models.action_item import TEXT_LENGTH
from threads.sequence import next_change


def add_action_item(
    *, actor: User, message: Message, text: str, owner: User, due_at: datetime | None = None
) -> ActionItem:
    """`message` comes from `access.message_for(actor, …)`. Raises Refused for a deleted message,
    an archived channel and an owner who cannot read the thread, ValueError for a blank text."""
    text = " ".join(text.split())
    if not text or len(text) > TEXT_LENGTH:
        raise ValueError(f"an action item has 1 to {TEXT_LENGTH} characters, not {len(text)}")
    with transaction.atomic():
        _changed(actor, message)
        if not readers_of(message.thread).filter(pk=owner.pk).exists():
            raise Refused(_("This person cannot read the thread."))
        item = ActionItem.objects.create(
            message=message, text=text, owner=owner, due_at=due_at, created_by=actor
        )
        events.action_items_changed.send(events.ActionItemsChanged(message))
    return item


def finish_action_item(*, actor: User, item: ActionItem, done: bool) -> ActionItem:
    """Done, or not done after all. Twice is once. Raises Refused as `add_action_item`."""
    with transaction.atomic():
        item = ActionItem.objects.select_for_update(of=("self",)).select_related("owner").get(pk=item.pk)
        if item.is_done is done:
            return item
        _changed(actor, item.message)
        item.done_at, item.done_by = (timezone.now(), actor) if done else (None, None)
        item.save(update_fields=["done_at", "done_by"])
        events.action_items_changed.send(events.ActionItemsChanged(item.message))
    return item


def strike_action_item(*, actor: User, item: ActionItem) -> None:
    with transaction.atomic():
        _changed(actor, item.message)
        item.delete()
        events.action_items_changed.send(events.ActionItemsChanged(item.message))


def due_on(owner: User, day: date) -> datetime:
    """The end of the owner's working day on `day`, a date of theirs; of the next one where they do
    not work on it; of the date itself where no working day comes."""
    zone = zone_or_utc(owner.time_zone)
    begins = datetime.combine(day, time(), zone)
    return end_of_working_day(schedule_for(owner), begins, 0) or datetime.combine(day, time(23, 59), zone)


def _changed(actor: User, message: Message) -> None:
    """The message takes a new place in the thread's changes, so that every open page fetches it."""
    if message.is_deleted or not rights.may_post(actor, message.thread):
        raise archived()
    message.change_seq = next_change(message.thread)
    message.save(update_fields=["change_seq"])
