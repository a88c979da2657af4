"""Invite people: by mail, or by a link to hand around."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions.audit import audit
from accounts.addresses import absolute
from accounts.mail import MailRefused, send_mail
from accounts.models import Invitation, Role, User
from accounts.roles import may_invite_as

DAYS = 7


def invite_by_mail(*, inviter: User, email: str, role: str) -> Invitation:
    """A personal invitation, on its way by mail; an older one to the same address ends.

    Raises PermissionDenied, and `MailRefused` after which nothing is left of it.
    """
    email = email.strip().lower()
    with transaction.atomic():
        _own_right(inviter, role)
        open_ones = Invitation.objects.filter(email=email, created_by__isnull=False, link=None)
        open_ones.filter(uses=0, revoked_at=None).update(revoked_at=timezone.now())
        invitation, secret = make_invitation(maker=inviter, email=email, role=role, max_uses=1)
        audit("invitation.made", actor=inviter, target=email, role=role, invitation=invitation.pk)
    try:
        send_invitation(invitation, secret)
    except MailRefused:
        invitation.delete()
        raise
    return invitation


def make_link(*, inviter: User, role: str, days: int, max_uses: int | None) -> tuple[Invitation, str]:
    """The invitation and its address, which is not to be had again. Raises PermissionDenied."""
    with transaction.atomic():
        _own_right(inviter, role)
        invitation, secret = make_invitation(maker=inviter, role=role, days=days, max_uses=max_uses)
        audit(
            "invitation.made",
            actor=inviter,
            target="link",
            role=role,
            days=days,
            max_uses=max_uses,
            invitation=invitation.pk,
        )
    return invitation, invitation_address(secret)


def revoke_invitation(*, actor: User, invitation: Invitation) -> None:
    """Also whatever was asked for through it. Raises PermissionDenied."""
    if not may_invite_as(actor.role, invitation.role):
        raise PermissionDenied
    with transaction.atomic():
        revoked = Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(
            revoked_at=timezone.now()
        )
        if revoked:
            audit("invitation.revoked", actor=actor, target=str(invitation), invitation=invitation.pk)


def make_invitation(
    *,
    maker: User | None,
    role: str = Role.MEMBER,
    email: str = "",
    days: int = DAYS,
    max_uses: int | None,
    link: Invitation | None = None,
) -> tuple[Invitation, str]:
    """The row and its secret; no right is looked at here."""
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        secret_hash=Invitation.hash_of(secret),
        email=email,
        role=role,
        created_by=maker,
        link=link,
        expires_at=timezone.now() + timedelta(days=days),
        max_uses=max_uses,
    )
    return invitation, secret


def send_invitation(invitation: Invitation, secret: str) -> None:
    """Raises `MailRefused`."""
    context = {"invitation": invitation, "link": invitation_address(secret)}
    send_mail("invitation", invitation.email, context)


def invitation_address(secret: str) -> str:
    return absolute(reverse("join", args=[secret]))


def _own_right(inviter: User, role: str) -> None:
    """As it is now, not as it was when the page was loaded."""
    now = User.objects.filter(pk=inviter.pk, is_active=True).first()
    if now is None or not may_invite_as(now.role, role):
        raise PermissionDenied
