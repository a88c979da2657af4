"""The urgent path: a reason, limits, a record (product.md, When)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.audit import audit
from accounts.models import User
from threads.actions.refusals import Refused
from threads.models import Message, Thread, Urgency
from threads.queries.norms import urgent_limits

REASON_LENGTH = 200


class UrgentRefused(Refused):
    """Against the rules of urgent; anything else about the message may be right."""


def checked_urgent(
    author: User, thread: Thread, people: Sequence[User], reason: str, client_id: uuid.UUID
) -> str:
    """The reason as one line, with the use recorded in the audit log.

    Raises UrgentRefused without a reason, where urgent is switched off, for too many people, and
    past the author's limit of a day. Runs inside the transaction that posts the message; the
    author's row is locked, so that two at once do not both pass. A retry of a message that
    is there already passes: it makes no second one.
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=author.pk)
    reason = " ".join(reason.split())[:REASON_LENGTH]
    if Message.objects.filter(client_id=client_id).exists():
        return reason or "-"
    limits = urgent_limits(thread.channel)
    if not limits.is_allowed:
        raise UrgentRefused(_("Urgent is switched off here. Send it by norm instead."))
    if not reason:
        raise UrgentRefused(_("Say in one line why it can’t wait."))
    if len(people) > limits.most_people:
        raise UrgentRefused(
            _("Urgent reaches at most %(most)d people. Name those who can act now.")
            % {"most": limits.most_people}
        )
    if _of_today(author) >= limits.most_a_day:
        raise UrgentRefused(
            _("You sent %(most)d urgent messages within a day, which is the limit. Send it by norm.")
            % {"most": limits.most_a_day}
        )
    audit(
        "message.urgent",
        actor=author,
        target=thread.title if thread.channel and not thread.channel.is_private else "",
        people=[person.pk for person in people],
    )
    return reason


def _of_today(author: User) -> int:
    since = timezone.now() - timedelta(days=1)
    return Message.objects.filter(author=author, urgency=Urgency.URGENT, created_at__gt=since).count()
