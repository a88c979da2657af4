"""Why something was held, sent or not sent, in sentences: for its recipient, and for operators.

Moments are written in the active zone, so activate the recipient's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.moments import write_moment
from notifications.hold import Why
from notifications.models import Delivery
from notifications.release import Outcome

State = Delivery.State


def why(delivery: Delivery, now: datetime) -> str:
    """One sentence, or two, to the recipient."""
    match delivery.state:
        case State.HELD:
            return why_held(delivery.why, delivery.release_at, now, attempts=delivery.attempts)
        case State.CLAIMED:
            return _("It leaves at this moment.")
        case State.SENT:
            return _why_sent(delivery, now)
        case State.SUPPRESSED:
            return _OUTCOMES[Outcome(delivery.outcome)]()
        case _:
            return _why_failed(delivery.outcome)


def why_held(reason: str, release_at: datetime | None, now: datetime, *, attempts: int = 0) -> str:
    """`reason` is a value of `Why`; moments are aware."""
    when = {"when": _moment(release_at, now) if release_at else ""}
    if attempts and release_at:
        return _("The mail server did not take it; tried again %(when)s.") % when
    return _HELD[Why(reason)]() % when


def _why_sent(delivery: Delivery, now: datetime) -> str:
    when = {"when": _moment(delivery.ended_at or now, now)}
    if delivery.urgent:
        return _("Sent %(when)s, at once: it is urgent and addresses you by name.") % when
    return _SENT[Why(delivery.why)]() % when


def _why_failed(outcome: str) -> str:
    if outcome == "gave_up":
        return _("Not sent: the mail server did not take it, however often it was tried.")
    answer = outcome.removeprefix("refused: ")
    return _("Not sent: your mail server refused it. It said: %(answer)s") % {"answer": answer}


def _moment(at: datetime, now: datetime) -> str:
    return write_moment(timezone.localtime(at), timezone.localtime(now))


Sentence = Callable[[], str]

_HELD: dict[Why, Sentence] = {
    Why.IN_HOURS: lambda: _("The mail leaves %(when)s, unless you read it here before."),
    Why.OFF_HOURS: lambda: _("Held until %(when)s, when your working hours begin."),
    Why.LEAVE: lambda: _("Held until %(when)s, when you are back."),
    Why.FOCUS: lambda: _("Held until %(when)s, when your focus ends."),
    Why.BATCH: lambda: _("Held until %(when)s, the next of your times for batches."),
    Why.DIGEST: lambda: _("Waits for your daily digest, as you chose."),
    Why.WITH_DIGEST: lambda: _("Leaves with your daily digest, %(when)s at the latest."),
    Why.URGENT: lambda: _("Leaves at once: it is urgent and addresses you by name."),
    Why.NEVER: lambda: _("Held: no working hours lie ahead. Your next change of hours plans it anew."),
}
_SENT: dict[Why, Sentence] = {
    Why.IN_HOURS: lambda: _("Sent %(when)s, within your working hours."),
    Why.OFF_HOURS: lambda: _("Sent %(when)s; it was held until your working hours began."),
    Why.LEAVE: lambda: _("Sent %(when)s; it was held until you were back."),
    Why.FOCUS: lambda: _("Sent %(when)s; it was held until your focus ended."),
    Why.BATCH: lambda: _("Sent %(when)s, with your batch."),
    Why.DIGEST: lambda: _("Told %(when)s in your daily digest, as you chose."),
    Why.WITH_DIGEST: lambda: _("Sent %(when)s, with your daily digest or right after it."),
    Why.URGENT: lambda: _("Sent %(when)s, at once: it is urgent and addresses you by name."),
    Why.NEVER: lambda: _("Sent %(when)s."),
}
_OUTCOMES: dict[Outcome, Sentence] = {
    Outcome.NO_ACCESS: lambda: _("Not sent: you can no longer read it."),
    Outcome.LEFT: lambda: _("Not sent: the account was deactivated."),
    Outcome.DELETED: lambda: _("Not sent: the message was deleted."),
    Outcome.READ: lambda: _("Not sent: you had read it in the app."),
    Outcome.ANSWERED: lambda: _("Not sent: nobody waits for this answer any more."),
    Outcome.NO_REASON: lambda: _("Not sent: it no longer names you, or you muted where it stands."),
    Outcome.ON_LEAVE: lambda: _("Not repeated: you are on leave."),
    Outcome.UNSUBSCRIBED: lambda: _("Not sent: you unsubscribed from these mails."),
}
