"""The one team that an installation serves (product.md, Words)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class Organization(models.Model):
    """One row, id 1; a database constraint keeps a second one out.

    `time_zone` is an IANA name. `address` is the public origin that links in mails begin
    with, for example `https://team.example`, without a trailing slash; empty means the
    setting `BOBBIN_URL`. `allowed_email_domains` are lower-case domains whose addresses may
    join without an invitation. `agreement` is markdown: what stands before the rules on the page
    of how people work together, in an admin's own words.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=80)
    address = models.URLField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    locale = models.CharField(max_length=16, default="en")
    allowed_email_domains = ArrayField(models.CharField(max_length=253), default=list, blank=True, size=50)
    agreement = models.TextField(blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="organization_is_the_only_row")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Organization | None:
        """The organization, or None before the first-run page was filled in."""
        return cls.objects.filter(pk=1).first()
