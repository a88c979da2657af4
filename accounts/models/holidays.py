"""Public holidays as this installation counts them (product.md, Working time).

What the `holidays` library says of a region and year is copied once, so that an upgrade of the
library moves nobody's day, and an admin can add days and strike others.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class HolidayCalendar(models.Model):
    """One year of one region: "US" or, with a subdivision, "US-CO" (accounts/regions.py)."""

    region = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "year"], name="holiday_calendar_once_a_year"),
            models.CheckConstraint(condition=~Q(region=""), name="holiday_calendar_has_a_region"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.year}"


class Holiday(models.Model):
    """A local date on which people of that region do not work. A struck one counts as any other
    day and is kept, so that it can come back. `added` ones are an admin's own."""

    calendar = models.ForeignKey(HolidayCalendar, on_delete=models.CASCADE, related_name="days")
    date = models.DateField()
    name = models.CharField(max_length=200)
    struck = models.BooleanField(default=False)
    added = models.BooleanField(default=False)

    class Meta:
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["calendar", "date"], name="holiday_once_a_date")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
