"""Count anew by when answers are due, where the working time of whoever owes them changed
(product.md, Norms and asks)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from accounts.models import User
from accounts.queries import schedules_for
from threads.models import Ask
from threads.norms import Norm, due_at, seen_by


def recount_asks(people: Iterable[int]) -> None:
    """In the transaction that changed their hours, zone, leave or holidays. A promise stands, and
    so does a time that the author gave. Who may have seen the message already saw it then; for
    others it is counted from when they now may. What is due later than before, and still to
    come, is reminded of then."""
    owed = Ask.objects.filter(person__in=people, state=Ask.State.OPEN, is_due_as_given=False)
    asks = list(owed.select_for_update().order_by("pk"))
    if not asks:
        return
    now = timezone.now()
    schedules = schedules_for(User.objects.filter(pk__in={ask.person_id for ask in asks}))
    changed = []
    for ask in asks:
        before, schedule = ask.due_at, schedules[ask.person_id]
        if ask.seen_from is None or ask.seen_from > now:
            ask.seen_from = seen_by(schedule, ask.urgency, max(ask.opened_at, now))
        norm = Norm(ask.norm_kind, ask.norm_amount)  # type: ignore[arg-type]
        ask.due_at = due_at(norm, schedule, ask.seen_from) if ask.seen_from else None
        if ask.due_at == before:
            continue
        if ask.due_at and ask.due_at > now:
            ask.reminded_at = None
        changed.append(ask)
    Ask.objects.bulk_update(changed, ["seen_from", "due_at", "reminded_at"])
