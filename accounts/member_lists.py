"""What the members page shows, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Invitation, Role, User

PAGE = 50


@dataclass(frozen=True)
class MemberLists:
    """`more_after` is the handle to ask the next page of people with, else empty."""

    people: list[User]
    more_after: str
    guests: list[User]
    invitations: list[Invitation]
    past: list[User]
    members_count: int
    guests_count: int


def member_lists(*, search: str = "", after: str = "") -> MemberLists:
    """Each list has `PAGE` entries at most; `after` pages the first by name."""
    matching = _named(search)
    members = matching.filter(is_active=True).exclude(role=Role.GUEST)
    people = list(_beyond(_with_hours_and_sessions(members), after)[: PAGE + 1])
    more = len(people) > PAGE
    people = people[:PAGE]
    counts = User.objects.filter(is_active=True).aggregate(
        members=Count("pk", filter=~Q(role=Role.GUEST)), guests=Count("pk", filter=Q(role=Role.GUEST))
    )
    return MemberLists(
        people=people,
        more_after=people[-1].handle if more else "",
        guests=list(matching.filter(is_active=True, role=Role.GUEST)[:PAGE]),
        invitations=list(open_invitations().filter(email__icontains=search)[:PAGE]),
        past=list(matching.filter(is_active=False)[:PAGE]),
        members_count=counts["members"],
        guests_count=counts["guests"],
    )


def member_row(user: User) -> User:
    """The same person with what a row of the list shows."""
    return _with_hours_and_sessions(User.objects.filter(pk=user.pk)).get()


def open_invitations() -> QuerySet[Invitation]:
    """Those that admins made and that still work, the newest first; not what was asked for
    through a link or from an allowed domain."""
    return (
        Invitation.objects.filter(
            Q(max_uses=None) | Q(uses__lt=F("max_uses")),
            created_by__isnull=False,
            created_by__is_active=True,
            link=None,
            revoked_at=None,
            expires_at__gt=timezone.now(),
        )
        .select_related("created_by")
        .order_by("-created_at", "-pk")
    )


def _named(search: str) -> QuerySet[User]:
    named = Q(name__icontains=search) | Q(email__icontains=search) | Q(handle__icontains=search)
    return User.objects.filter(named).order_by("name", "pk")


def _with_hours_and_sessions(users: QuerySet[User]) -> QuerySet[User]:
    """With `working_hours` prefetched, and `session_count` of sessions that are not over."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    sessions = (
        UserSession.objects.filter(user=OuterRef("pk"), session_key__in=living)
        .order_by()
        .values("user")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return users.annotate(
        session_count=Coalesce(Subquery(sessions, output_field=IntegerField()), 0)
    ).prefetch_related("working_hours")


def _beyond(people: QuerySet[User], handle: str) -> QuerySet[User]:
    last = User.objects.filter(handle=handle).first() if handle else None
    if last is None:
        return people
    return people.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
