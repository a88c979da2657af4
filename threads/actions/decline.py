"""Say no to what was asked, with a word that tells why."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from threads import events
from threads.actions.post_message import checked_text, post_message
from threads.actions.refusals import Refused
from threads.models import Ask, Message, Thread


def decline(*, person: User, thread: Thread, word: str) -> Message:
    """The word as a message in `thread`; everything that it asks of `person` is declined by it.

    Raises Refused when nothing is asked any more, ValueError for a blank word.
    """
    word = checked_text(word)
    with transaction.atomic():
        asks = list(
            Ask.objects.select_for_update().filter(person=person, closed_at=None, message__thread=thread)
        )
        if not asks:
            raise Refused(_("Nobody expects this answer any more."))
        now = timezone.now()
        Ask.objects.filter(pk__in=[ask.pk for ask in asks]).update(state=Ask.State.DECLINED, closed_at=now)
        for ask in asks:
            ask.state, ask.closed_at = Ask.State.DECLINED, now
        events.asks_closed.send(events.AsksClosed(tuple(asks)))
        return post_message(author=person, thread=thread, text=word)
