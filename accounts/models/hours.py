"""When somebody works: weekly windows and time off (product.md, Working time).

Public holidays stand in `holidays.py`; the zone, the holidays' region and focus on the person.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkingHours(models.Model):
    """One weekly window in the person's wall-clock time, half-open.

    `weekday` 0 is Monday. `start` and `end` are minutes after local midnight of the day on
    which the window starts; an `end` above 1440 runs past midnight.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="working_hours")
    weekday = models.PositiveSmallIntegerField()
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "start"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="hours_weekday_is_in_the_week"),
            models.CheckConstraint(condition=models.Q(start__lt=1440), name="hours_start_on_their_day"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start"), end__lte=2880),
                name="hours_end_after_they_start",
            ),
            models.UniqueConstraint(fields=["user", "weekday", "start"], name="hours_start_once_a_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.start}-{self.end}"


class DefaultHours(models.Model):
    """One weekly window of the organization's, like those of `WorkingHours`: what people work
    who declared none, each in their own zone. Without any it is `queries.DEFAULT_WINDOWS`."""

    weekday = models.PositiveSmallIntegerField()
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "start"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6), name="default_hours_weekday_is_in_the_week"
            ),
            models.CheckConstraint(
                condition=models.Q(start__lt=1440), name="default_hours_start_on_their_day"
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start"), end__lte=2880),
                name="default_hours_end_after_they_start",
            ),
            models.UniqueConstraint(fields=["weekday", "start"], name="default_hours_start_once_a_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.start}-{self.end}"


class TimeOff(models.Model):
    """Days away; `first` and `last` are local dates, both included. Wins over WorkingHours."""

    class Kind(models.TextChoices):
        VACATION = "vacation", _("Vacation")
        SICK = "sick", _("Sick leave")
        PARENTAL = "parental", _("Parental leave")
        OTHER = "other", _("Away")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="time_off")
    first = models.DateField()
    last = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.VACATION)
    cover = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="covers",
    )
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="time_off_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~models.Q(cover=models.F("user")), name="time_off_is_covered_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"
