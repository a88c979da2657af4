"""One digest as a mail: what is in it, its headers, an id that a second try repeats."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from accounts.models import Organization, User
from notifications.digest.content import Content
from notifications.digest.plans import Person
from notifications.digest.render import Mail, Place, render
from notifications.models import Delivery, Digest
from notifications.transports.email import host
from notifications.transports.outgoing import Outgoing
from notifications.unsubscribe import Kind, headers_for


@dataclass(frozen=True, slots=True)
class Letter:
    """`id` is what the deliveries that it carries remember as their bundle."""

    id: uuid.UUID
    message: Outgoing
    mail: Mail


def letter(
    digest: Digest, person: Person, content: Content, organization: Organization | None, now: datetime
) -> Letter:
    """`organization` is the current one, None before it was set up."""
    user = digest.user
    origin = (organization.address if organization else "") or settings.BOBBIN_URL
    unsubscribing = headers_for(user, Kind.DIGEST, origin)
    place = Place(
        organization=organization.name if organization else "",
        origin=origin,
        unsubscribe=unsubscribing["List-Unsubscribe"].strip("<>"),
    )
    mail = render(
        user,
        content,
        place,
        now=now,
        schedule=person.schedule,
        wishes=person.wishes,
        was_disturbed=_was_disturbed(user, person.told_until),
    )
    own_id = uuid.uuid5(uuid.NAMESPACE_URL, f"{origin}/digests/{user.pk}/{digest.local_date}")
    message = Outgoing(
        mail.subject,
        mail.text,
        to=[user.email],
        headers={
            "Message-ID": f"<{own_id.hex}@{host()}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "List-Id": f"<digest.{host()}>",
            **unsubscribing,
        },
    )
    message.attach_alternative(mail.html, "text/html")
    return Letter(own_id, message, mail)


def _was_disturbed(user: User, after: datetime) -> bool:
    """Whether something urgent was sent to them since."""
    sent = Delivery.objects.filter(state=Delivery.State.SENT, urgent=True, ended_at__gt=after)
    return sent.filter(recipient=user).exists()
