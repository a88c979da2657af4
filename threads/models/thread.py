"""A titled conversation, in a channel or direct among named people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from threads.models.channel import Channel

TITLE_LENGTH = 200


class Thread(models.Model):
    """Without a channel it is a direct thread; its Participants alone may read it.

    `last_number` is the number of its newest message. `change_seq` grows by one with every
    change that a reader may see (a post, an edit, a reaction, a new title, …) and is taken
    under this row's lock, so a reader who has seen `n` asks for what came after `n` and
    misses nothing. It belongs to the thread, not to the channel: threads move.
    """

    class Kind(models.TextChoices):
        DISCUSSION = "discussion", _("Discussion")
        DECISION = "decision", _("Decision")
        ANNOUNCEMENT = "announcement", _("Announcement")
        MEETING = "meeting", _("Meeting")
        CHECK_IN = "check_in", _("Check-in")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        RESOLVED = "resolved", _("Resolved")

    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, null=True, blank=True, related_name="threads"
    )
    title = models.CharField(_("Title"), max_length=TITLE_LENGTH)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices, default=Kind.DISCUSSION)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="threads")
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="responsible_for",
        verbose_name=_("Responsible"),
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    outcome = models.TextField(_("Outcome"), blank=True)
    outcome_html = models.TextField(blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    pinned_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_activity_at = models.DateTimeField(default=timezone.now)
    last_number = models.PositiveIntegerField(default=0)
    change_seq = models.PositiveBigIntegerField(default=0)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Participant", related_name="direct_threads"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", resolved_at=None)
                | models.Q(state="resolved", resolved_at__isnull=False),
                name="thread_resolved_has_a_moment",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="thread_has_a_title"),
        ]
        indexes = [
            models.Index(
                fields=["channel", "state", "-last_activity_at", "-id"],
                name="thread_by_activity",
            ),
            models.Index(fields=["channel", "last_activity_at"], name="thread_news_of_channel"),
            models.Index(
                fields=["channel"],
                condition=models.Q(pinned_at__isnull=False),
                name="thread_pinned_in_channel",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("thread", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """Decoration for addresses; never looked up."""
        return slugify(self.title)[:60].strip("-") or "thread"

    @property
    def is_direct(self) -> bool:
        return self.channel_id is None

    @property
    def is_resolved(self) -> bool:
        return self.state == self.State.RESOLVED

    @property
    def replies(self) -> int:
        return max(self.last_number - 1, 0)


class Participant(models.Model):
    """A person of a direct thread."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "thread"], name="participant_once_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.thread_id}"


class ThreadEntry(models.Model):
    """A small system entry in the thread: renamed, moved, resolved, …

    It stands after message `after_number` and takes no number itself. `data` holds what the
    sentence needs, by verb: `renamed` {before, after}; `moved` {before, after} as channel
    names, empty where a reader of the thread may not know the other channel; `resolved`;
    `reopened`; `responsible` {name}; `pinned`; `unpinned`; `people` {names}.
    """

    class Verb(models.TextChoices):
        RENAMED = "renamed"
        MOVED = "moved"
        RESOLVED = "resolved"
        REOPENED = "reopened"
        RESPONSIBLE = "responsible"
        PINNED = "pinned"
        UNPINNED = "unpinned"
        PEOPLE = "people"

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="entries")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=12, choices=Verb.choices)
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict, blank=True)
    after_number = models.PositiveIntegerField()
    change_seq = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["thread", "after_number"], name="entry_in_thread")]

    def __str__(self) -> str:
        return f"{self.verb} in {self.thread_id}"
