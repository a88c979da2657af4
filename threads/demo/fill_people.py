"""Rill's organization and people, their hours and leave."""

from __future__ import annotations

from datetime import date, datetime, time

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import Organization, TimeOff, User, WorkingHours
from accounts.wall_clock import opening_instant, zone_named
from threads.demo.company import Company, Member
from threads.demo.story_time import StoryTime


def fill_people(company: Company, story: StoryTime, password: str) -> dict[str, User]:
    """By handle. Their password is hashed once: it is one and the same."""
    began = morning(story.real(company.founded), company.time_zone)
    Organization.objects.create(name=company.name, time_zone=company.time_zone, created_at=began)
    hashed = make_password(password)
    people = {
        user.handle: user
        for user in User.objects.bulk_create(
            _user(member, story, hashed) for member in company.members.values()
        )
    }
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in people.values()
    )
    WorkingHours.objects.bulk_create(
        WorkingHours(
            user=people[member.handle],
            weekday=window.weekday,
            start=window.start,
            end=window.end,
        )
        for member in company.members.values()
        for window in member.windows
    )
    TimeOff.objects.bulk_create(
        TimeOff(
            user=people[away.who],
            first=story.real(away.first),
            last=story.real(away.last),
            kind=away.kind,
            cover=people.get(away.cover),
            note=away.note,
        )
        for away in company.absences
    )
    return people


def morning(day: date, time_zone: str) -> datetime:
    return opening_instant(datetime.combine(day, time(9)), zone_named(time_zone))


def _user(member: Member, story: StoryTime, hashed: str) -> User:
    joined = morning(story.real(member.joined), member.profile["time_zone"])
    left = member.left and morning(story.real(member.left), member.profile["time_zone"])
    return User(
        handle=member.handle,
        email=member.email,
        password=hashed,
        password_set_at=joined,
        joined_at=joined,
        onboarded_at=joined,
        is_active=left is None,
        deactivated_at=left,
        **member.profile,
    )
