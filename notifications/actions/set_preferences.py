"""Say how somebody wants to be notified within their hours."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.actions.reschedule import new_versions
from accounts.models import User
from notifications import events
from notifications.models import Preference


def set_preferences(
    *,
    user: User,
    mode: str,
    batch_times: Iterable[int] = (),
    digest_at: int | None = None,
    digest_days: Iterable[int] = range(7),
    email_grace: int = 5,
) -> Preference:
    """As `Preference` describes them; times in any order. Nothing is told when nothing changed."""
    wanted = {
        "mode": mode,
        "batch_times": sorted(set(batch_times)),
        "digest_at": digest_at,
        "digest_days": sorted(set(digest_days)),
        "email_grace": email_grace,
    }
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        before = Preference.objects.filter(user=user).values(*wanted).first()
        preference, _ = Preference.objects.update_or_create(user=user, defaults=wanted)
        if before != wanted:
            new_versions([user.pk])
            events.preferences_changed.send(events.PreferencesChanged(user.pk))
    return preference
