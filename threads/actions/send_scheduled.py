"""Send what was scheduled: everything is asked again, by the actions that send anything else."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from threads.access import channel_for, thread_for
from threads.actions.post_message import post_message
from threads.actions.refusals import Refused
from threads.actions.start_thread import start_direct_thread, start_thread
from threads.models import Draft, Message, ReadMark, ScheduledMessage


def send_scheduled(scheduled: ScheduledMessage) -> Message:
    """The message that it became. Whom it names, who may read it and what the rules of the channel
    are is decided now. A second call returns the first call's message.

    Raises Refused, with a sentence for the author, when it cannot go out; nothing has happened
    then. Runs in a transaction of the caller's, who marks the row as sent in it.
    """
    try:
        return _reply(scheduled) if scheduled.thread_id else _begin(scheduled)
    except Http404:
        raise Refused(_gone(scheduled)) from None


def _reply(scheduled: ScheduledMessage) -> Message:
    author = scheduled.author
    assert scheduled.thread_id is not None
    thread = thread_for(author, scheduled.thread_id)
    with transaction.atomic():
        # Its author is not at their desk: what they have not read stays unread, and what they
        # are writing there stays a draft.
        draft = Draft.objects.filter(user=author, thread=thread).first()
        mark = ReadMark.objects.filter(user=author, thread=thread).first()
        message = post_message(
            author=author,
            thread=thread,
            text=scheduled.text,
            client_id=scheduled.client_id,
            urgency=scheduled.urgency,
            urgent_reason=scheduled.urgent_reason,
        )
        if draft:
            Draft.objects.filter(pk=draft.pk).delete()
            draft.save(force_insert=True)
        read = mark.number if mark else 0
        if read < message.number - 1:
            back = {"number": read, "read_at": mark.read_at} if mark else {"number": 0}
            ReadMark.objects.filter(user=author, thread=thread).update(**back)
    return message


def _begin(scheduled: ScheduledMessage) -> Message:
    if scheduled.channel_id is None:
        thread = start_direct_thread(
            author=scheduled.author,
            people=list(User.objects.filter(pk__in=scheduled.people)),
            title=scheduled.title,
            text=scheduled.text,
            client_id=scheduled.client_id,
            urgency=scheduled.urgency,
            urgent_reason=scheduled.urgent_reason,
        )
    else:
        thread = start_thread(
            author=scheduled.author,
            channel=channel_for(scheduled.author, scheduled.channel_id),
            title=scheduled.title,
            text=scheduled.text,
            kind=scheduled.kind,
            responsible=scheduled.responsible,
            client_id=scheduled.client_id,
            urgency=scheduled.urgency,
            urgent_reason=scheduled.urgent_reason,
        )
    return Message.objects.select_related("thread").get(thread=thread, number=1)


def _gone(scheduled: ScheduledMessage) -> str:
    if scheduled.channel_id:
        return _("You can no longer read the channel it was meant for.")
    return _("You can no longer read the thread it was meant for.")
