"""Set the response norms and the limits of urgent. What is asked already keeps its rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction

from accounts.actions.audit import audit
from accounts.models import User
from threads.actions.refusals import not_allowed
from threads.models import Channel, ResponseNorm, Urgency, UrgentPolicy
from threads.norms import DEFAULTS, Norm
from threads.queries.norms import UrgentLimits, norms_of, urgent_limits


def set_norms(*, actor: User, norms: Mapping[str, Norm], limits: UrgentLimits) -> None:
    """For the whole organization. Raises Refused for people who are no admins, ValueError for
    a norm of "No reply needed" that expects one."""
    if not actor.is_admin:
        raise not_allowed()
    wanted = DEFAULTS | dict(norms)
    if wanted[Urgency.NONE] != DEFAULTS[Urgency.NONE]:
        raise ValueError("no reply needed expects none")
    with transaction.atomic():
        before = _facts(norms_of(None), urgent_limits(None))
        for urgency, norm in wanted.items():
            _store(None, urgency, norm)
        UrgentPolicy.objects.update_or_create(channel=None, defaults=asdict(limits))
        _record(actor, "norms.changed", "", before, _facts(wanted, limits))


def set_channel_norm(*, actor: User, channel: Channel, norm: Norm, is_urgent_allowed: bool) -> None:
    """What "By norm" means in `channel`, and whether urgent works there. `channel` comes from
    `access.channel_for`. Raises Refused for people who are no admins and for a watercooler."""
    _check(actor, channel)
    with transaction.atomic():
        before = _facts_of(channel)
        _store(channel, Urgency.NORM, norm)
        UrgentPolicy.objects.filter(channel=channel).delete()
        if not is_urgent_allowed:
            UrgentPolicy.objects.create(channel=channel, is_allowed=False)
        _record(actor, "norms.channel_changed", _name(channel), before, _facts_of(channel))


def forget_channel_norm(*, actor: User, channel: Channel) -> None:
    """From now on the organization's norms hold there. Raises Refused as above."""
    _check(actor, channel)
    with transaction.atomic():
        before = _facts_of(channel)
        ResponseNorm.objects.filter(channel=channel).delete()
        UrgentPolicy.objects.filter(channel=channel).delete()
        _record(actor, "norms.channel_forgotten", _name(channel), before, {})


def _check(actor: User, channel: Channel) -> None:
    if not actor.is_admin or channel.kind == Channel.Kind.WATERCOOLER:
        raise not_allowed()


def _store(channel: Channel | None, urgency: str, norm: Norm) -> None:
    ResponseNorm.objects.update_or_create(
        channel=channel, urgency=urgency, defaults={"kind": norm.kind, "amount": norm.amount}
    )


Facts = dict[str, object]


def _facts(norms: Mapping[str, Norm], limits: UrgentLimits) -> Facts:
    return {urgency: _text(norm) for urgency, norm in norms.items()} | asdict(limits)


def _facts_of(channel: Channel) -> Facts:
    own = ResponseNorm.objects.filter(channel=channel, urgency=Urgency.NORM).first()
    is_off = UrgentPolicy.objects.filter(channel=channel, is_allowed=False).exists()
    return {"norm": f"{own.kind} {own.amount}" if own else None, "is_urgent_allowed": not is_off}


def _text(norm: Norm) -> str:
    return f"{norm.kind} {norm.amount}"


def _record(actor: User, verb: str, target: str, before: Facts, after: Facts) -> None:
    """Nothing when nothing changed, and only what did."""
    changed = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
    if changed:
        was = {key: before.get(key) for key in changed}
        audit(verb, actor=actor, target=target, before=was, after={key: after.get(key) for key in changed})


def _name(channel: Channel) -> str:
    """A private channel's name is for its members alone (product.md, Privacy)."""
    return "" if channel.is_private else str(channel)
