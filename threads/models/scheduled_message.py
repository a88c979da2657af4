"""What somebody wrote now to be sent later."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from threads.models.channel import Channel
from threads.models.message import Message
from threads.models.thread import TITLE_LENGTH, Thread
from threads.models.urgency import Urgency


class ScheduledMessage(models.Model):
    """A reply has a `thread`; a new thread has a `channel`, or the `people` of a direct one, with
    `title`, `kind` and `responsible`. The text is markdown, `urgency` as in `post_message`.

    `send_at` (UTC) is what `rule` came to when it was last looked at; `person` is whose day it
    waits for. `told` are the ids of whom the delivery preview named when it was written.

    `client_id` is that of the message which it becomes: sending twice is sending once. A claimed
    row belongs to whoever holds `lease` until `leased_until` on the database's clock. What could
    not be sent is kept, with `failure` in the author's words; `tell_at` is when they hear of it
    by mail, within their own hours, `told_at` when they did.
    """

    class Rule(models.TextChoices):
        MOMENT = "moment"
        PERSON = "person"
        EVERYONE = "everyone"
        MOST = "most"
        MINE = "mine"

    class State(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"
        SENT = "sent"
        FAILED = "failed"

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="scheduled")
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(
        Thread, on_delete=models.CASCADE, null=True, blank=True, related_name="scheduled"
    )
    channel = models.ForeignKey(
        Channel, on_delete=models.CASCADE, null=True, blank=True, related_name="scheduled"
    )
    people = ArrayField(models.BigIntegerField(), default=list, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    kind = models.CharField(max_length=12, choices=Thread.Kind.choices, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    urgency = models.CharField(max_length=7, choices=[("auto", ""), *Urgency.choices], default="auto")
    urgent_reason = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=8, choices=Rule.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    told = ArrayField(models.BigIntegerField(), default=list, blank=True)
    send_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    message = models.OneToOneField(
        Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="scheduled_as"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    tell_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(thread__isnull=False, channel=None, people=[])
                | Q(thread=None, channel__isnull=False, people=[])
                | (Q(thread=None, channel=None) & ~Q(people=[])),
                name="scheduled_has_one_place",
            ),
            models.CheckConstraint(
                condition=~Q(state="claimed") | Q(lease__isnull=False, leased_until__isnull=False),
                name="scheduled_claimed_has_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "claimed"], ended_at=None)
                | (~Q(state__in=["waiting", "claimed"]) & Q(ended_at__isnull=False)),
                name="scheduled_ended_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["send_at"], name="scheduled_due", condition=Q(state="waiting")),
            models.Index(fields=["leased_until"], name="scheduled_leased", condition=Q(state="claimed")),
            models.Index(
                fields=["author", "send_at"], name="scheduled_of_author", condition=~Q(state="sent")
            ),
            models.Index(
                fields=["tell_at"], name="scheduled_to_tell", condition=Q(state="failed", told_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_id} at {self.send_at:%Y-%m-%d %H:%M}: {self.state}"
