"""Pure: what a role may do to another (product.md, Words; F2).

An owner may everything. An admin keeps members and guests; who is an admin or an owner is
for owners to say. That there is always an owner is kept by the actions, under a lock.
"""

from __future__ import annotations

from accounts.models.user import Role

_ADMINS_WARDS = frozenset({Role.MEMBER, Role.GUEST})


def may_keep(actor: str, target: str) -> bool:
    """Whether somebody of role `actor` may change, deactivate or reactivate one of `target`."""
    return actor == Role.OWNER or (actor == Role.ADMIN and target in _ADMINS_WARDS)


def may_give(actor: str, role: str) -> bool:
    """Whether somebody of role `actor` may make another a `role`."""
    return actor == Role.OWNER or (actor == Role.ADMIN and role in _ADMINS_WARDS)


def may_invite_as(actor: str, role: str) -> bool:
    """Like `may_give`, but nobody is invited as an owner."""
    return role != Role.OWNER and may_give(actor, role)
