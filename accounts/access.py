"""The door to invitations: whoever holds a secret gets that invitation, or nothing at all."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Invitation, Organization, User
from accounts.roles import may_invite_as


class DeadLink(Exception):
    """Unknown, used, expired, revoked, or its maker may no longer invite: all the same."""


def invitation_for(secret: str, *, lock: bool = False) -> Invitation:
    """The invitation, usable now by all that is known now. Raises `DeadLink`.

    With `lock` its row and then its link's are held until the transaction ends, so that the
    last use is given away once.
    """
    invitation = _get(lock, secret_hash=Invitation.hash_of(secret))
    link = _get(lock, pk=invitation.link_id) if invitation.link_id else None
    now = timezone.now()
    if not invitation.is_usable(now) or (link and not link.is_usable(now)):
        raise DeadLink
    if not _has_a_right(invitation):
        raise DeadLink
    return invitation


def _get(lock: bool, **what: object) -> Invitation:
    rows = Invitation.objects.select_for_update(no_key=True) if lock else Invitation.objects.all()
    invitation = rows.filter(**what).first()
    if invitation is None:
        raise DeadLink
    return invitation


def _has_a_right(invitation: Invitation) -> bool:
    """Whether whoever stands behind it might still make it."""
    if invitation.created_by_id is None:
        return is_allowed_domain(invitation.email)
    maker = User.objects.filter(pk=invitation.created_by_id, is_active=True).first()
    return maker is not None and may_invite_as(maker.role, invitation.role)


def is_allowed_domain(email: str) -> bool:
    """Whether an address of that domain may join without being invited."""
    organization = Organization.current()
    domain = email.rpartition("@")[2].lower()
    return organization is not None and domain in organization.allowed_email_domains
