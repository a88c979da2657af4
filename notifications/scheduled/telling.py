"""Tells authors by mail that something they scheduled could not be sent; in their own hours."""

from __future__ import annotations

import logging
import uuid
from contextlib import closing
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Organization
from accounts.queries import schedules_for
from accounts.wall_clock import zone_or_utc
from notifications import breaker
from notifications.crash import crash_point
from notifications.hold import hold
from notifications.scheduled import claims
from notifications.schedules import wishes_for
from notifications.transports.base import TransportDown, TransportError
from notifications.transports.email import EmailTransport, host
from notifications.transports.outgoing import Outgoing
from threads.models import ScheduledMessage

TRANSPORT = "email"
TEMPLATE = "email/not_sent"

logger = logging.getLogger(__name__)


def tell_authors(now: datetime) -> int:
    """How many mails were taken. What was not is tried again when its lease has run out."""
    if TRANSPORT in breaker.shut(now):
        return 0
    lease = uuid.uuid4()
    ids = claims.claim_failed(lease, now)
    if not ids:
        return 0
    told = 0
    rows = ScheduledMessage.objects.select_related("author").filter(pk__in=ids, lease=lease)
    with closing(EmailTransport()) as transport:
        for row in rows.order_by("tell_at", "pk"):
            leaves = hold(
                schedules_for([row.author])[row.author_id],
                wishes_for([row.author])[row.author_id],
                now,
                graced=False,
            ).release_at
            if not row.author.is_active or leaves is None or leaves > now:
                _write(row, lease, tell_at=leaves if row.author.is_active else None)
                continue
            try:
                transport.post(_mail(row))
            except TransportDown as error:
                breaker.trip(TRANSPORT, error.answer, now)
                break
            except TransportError as error:
                logger.warning("the mail about scheduled message %d waits: %s", row.pk, error.answer)
                if not error.permanent:
                    continue
            except Exception:  # one mail that cannot be made delays no other
                logger.exception("the mail about scheduled message %d could not be made", row.pk)
                continue
            crash_point("not-sent-told")
            _write(row, lease, told_at=now)
            told += 1
    return told


def _write(row: ScheduledMessage, lease: uuid.UUID, **fields: datetime | None) -> None:
    """Where the lease still holds."""
    ScheduledMessage.objects.filter(pk=row.pk, lease=lease).update(lease=None, leased_until=None, **fields)


def _mail(row: ScheduledMessage) -> Outgoing:
    """The same mail whenever it is tried, by its Message-ID. It holds the author's own text and
    nothing of a place that they may no longer read."""
    author = row.author
    with translation.override(author.locale), timezone.override(zone_or_utc(author.time_zone)):
        facts = {
            "organization": Organization.current(),
            "email": author.email,
            "scheduled": row,
            "link": urljoin(settings.BOBBIN_URL + "/", reverse("sent")),
        }
        subject = " ".join(render_to_string(f"{TEMPLATE}/subject.txt", facts).split())
        text = render_to_string(f"{TEMPLATE}/body.txt", facts).strip() + "\n"
        html = render_to_string(f"{TEMPLATE}/body.html", facts)
    # Tried again after another time was chosen, it is another mail.
    headers = {
        "Message-ID": f"<not-sent-{row.client_id.hex}-{row.version}@{host()}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    mail = Outgoing(subject, text, to=[author.email], headers=headers)
    mail.attach_alternative(html, "text/html")
    return mail
