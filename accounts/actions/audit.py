"""Write down who changed what about the organization and its people."""

from __future__ import annotations

from typing import Any

from accounts.models import AuditEvent, User


def audit(verb: str, *, actor: User | None, target: str = "", **data: Any) -> None:
    """`verb` is a dotted past-tense name; called inside the transaction that it tells of."""
    AuditEvent.objects.create(actor=actor, verb=verb, target=target[:200], data=data)
