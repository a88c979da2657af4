"""Remembers whose mail server refuses us, so that they and the admins can see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet

from accounts.models import User
from notifications.models import MailTrouble


def remember(user: User, answer: str, now: datetime) -> None:
    """Their server refused a mail for good."""
    answer = " ".join(answer.split())[:200]
    facts = {"email": user.email, "answer": answer, "last_at": now}
    row, is_new = MailTrouble.objects.get_or_create(user=user, defaults={**facts, "since": now})
    if not is_new:
        same = row.email == user.email
        facts |= {"refusals": F("refusals") + 1} if same else {"refusals": 1, "since": now}
        MailTrouble.objects.filter(pk=row.pk).update(**facts)


def forget(user: User) -> None:
    """Their server took one."""
    MailTrouble.objects.filter(user=user).delete()


def of(user_ids: Iterable[int]) -> set[int]:
    """Those of them whose last mail was refused."""
    return set(MailTrouble.objects.filter(user__in=list(user_ids)).values_list("user_id", flat=True))


def trouble_of(user: User) -> MailTrouble | None:
    """What stands in the way of their mail now; nothing of an address that they no longer use."""
    return MailTrouble.objects.filter(user=user, email=user.email).first()


def troubles() -> QuerySet[MailTrouble]:
    """For admins: everybody active whose mail is refused, the latest first."""
    rows = MailTrouble.objects.select_related("user").filter(user__is_active=True, email=F("user__email"))
    return rows.order_by("-last_at")
