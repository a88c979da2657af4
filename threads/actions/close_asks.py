"""Close asks: by answering, acknowledging, withdrawing, resolving. Promise and hand over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import schedule_for
from threads import events
from threads.access import readers_of
from threads.actions.open_asks import new_ask
from threads.actions.refusals import Refused
from threads.models import Ask, Message, Thread
from threads.norms import Norm

State = Ask.State


def acknowledge(user: User, message: Message) -> None:
    """`user` reacted to the message that asked them."""
    _close(Ask.objects.filter(message=message, person=user), State.ACKNOWLEDGED)


def withdraw_all(thread: Thread) -> None:
    """The thread is resolved: nobody is expected to answer any more."""
    _close(Ask.objects.filter(message__thread=thread), State.WITHDRAWN)


def withdraw_message(message: Message) -> None:
    """The message is gone."""
    _close(Ask.objects.filter(message=message), State.WITHDRAWN)


def withdraw_from(message: Message, people: Collection[int]) -> None:
    """Its text names them no longer."""
    _close(Ask.objects.filter(message=message, person__in=people), State.WITHDRAWN)


def withdraw(*, author: User, ask: Ask) -> None:
    """By whoever asked. Raises Refused for anybody else."""
    if ask.message.author_id != author.pk:
        raise Refused(_("Only who asked can withdraw it."))
    with transaction.atomic():
        _close(Ask.objects.filter(pk=ask.pk), State.WITHDRAWN)


def give_more_time(*, author: User, ask: Ask, due_at: datetime) -> None:
    """A later due time, given by whoever asked; it stands whatever hours the person works. Raises
    Refused for others and for the past."""
    if ask.message.author_id != author.pk:
        raise Refused(_("Only who asked can give more time."))
    if due_at <= timezone.now():
        raise Refused(_("Choose a time that is still to come."))
    Ask.objects.filter(pk=ask.pk, closed_at=None).update(
        due_at=due_at, is_due_as_given=True, reminded_at=None
    )


def promise(*, person: User, ask: Ask, until: datetime) -> None:
    """ "I'll answer by …": the author sees the new time. Raises Refused for the past, for an
    ask of somebody else's, and for one that is closed."""
    _check_mine(person, ask)
    if until <= timezone.now():
        raise Refused(_("Choose a time that is still to come."))
    with transaction.atomic():
        found = Ask.objects.filter(pk=ask.pk, closed_at=None)
        if not found.update(state=State.PROMISED, promised_at=until, reminded_at=None):
            raise Refused(_("Nobody expects this answer any more."))
        ask.refresh_from_db()
        events.ask_promised.send(events.AskPromised(ask))


def hand_over(*, actor: User, ask: Ask, to: User) -> Ask:
    """The ask of `to` that takes its place, by whoever was asked or whoever asks.

    Raises Refused when `to` cannot read the thread, wrote the message, or is asked already.
    """
    message = ask.message
    if actor.pk not in {ask.person_id, message.author_id}:
        raise Refused(_("Only the two of you can hand this over."))
    if to.pk == message.author_id or not readers_of(message.thread).filter(pk=to.pk).exists():
        raise Refused(_("This person cannot be asked here."))
    with transaction.atomic():
        if not Ask.objects.select_for_update().filter(pk=ask.pk, closed_at=None).exists():
            raise Refused(_("Nobody expects this answer any more."))
        if Ask.objects.filter(message=message, person=to).exists():
            raise Refused(_("%(name)s is asked already.") % {"name": to.name})
        norm = Norm(ask.norm_kind, ask.norm_amount)  # type: ignore[arg-type]
        successor = new_ask(message, to, norm, schedule_for(to), timezone.now())
        successor.save()
        Ask.objects.filter(pk=ask.pk).update(
            state=State.HANDED_OVER, closed_at=timezone.now(), handed_to=successor
        )
        events.asks_opened.send(events.AsksOpened(message, (successor,)))
        ask.refresh_from_db()
        events.asks_closed.send(events.AsksClosed((ask,)))
    return successor


def _check_mine(person: User, ask: Ask) -> None:
    if ask.person_id != person.pk:
        raise Refused(_("This was asked of somebody else."))


def _close(asks: QuerySet[Ask], state: State) -> None:
    """Inside the caller's transaction; nothing is told when none was open."""
    open_ones = list(asks.filter(closed_at=None).select_for_update())
    if not open_ones:
        return
    now = timezone.now()
    Ask.objects.filter(pk__in=[ask.pk for ask in open_ones]).update(state=state, closed_at=now)
    for ask in open_ones:
        ask.state, ask.closed_at = state, now
    events.asks_closed.send(events.AsksClosed(tuple(open_ones)))
