"""Whom a guest knows through channels and direct threads (accounts.acquaintances)."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User
from threads.models import Membership, Participant


def shares_a_place(guest: User) -> Q:
    """Whoever shares a channel or a direct thread with `guest`."""
    channels = Membership.objects.filter(user=guest).values("channel")
    threads = Participant.objects.filter(user=guest).values("thread")
    members = Membership.objects.filter(channel__in=channels).values("user")
    participants = Participant.objects.filter(thread__in=threads).values("user")
    return Q(pk__in=members) | Q(pk__in=participants)
