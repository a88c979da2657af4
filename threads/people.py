"""Whom somebody may know of."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.models import User
from threads.models import Membership, Participant


def people_known_to(user: User) -> QuerySet[User]:
    """Every active person; for a guest, those who share a channel or a direct thread."""
    people = User.objects.filter(is_active=True)
    if not user.is_guest:
        return people
    channels = Membership.objects.filter(user=user).values("channel")
    threads = Participant.objects.filter(user=user).values("thread")
    shared = Membership.objects.filter(channel__in=channels).values("user")
    talking = Participant.objects.filter(thread__in=threads).values("user")
    return people.filter(Q(pk__in=shared) | Q(pk__in=talking) | Q(pk=user.pk))
