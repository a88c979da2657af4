"""Come in: ask for a personal invitation with a link or an allowed address, then use it.

Every account begins with a personal invitation that went to its address, so that every
address is proven and one way in is enough. Whoever asks never learns from the answer
whether an address has an account: that is told in the mail only.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts.access import DeadLink, invitation_for, is_allowed_domain
from accounts.actions.add_person import add_person
from accounts.actions.audit import audit
from accounts.actions.invite import make_invitation, send_invitation
from accounts.addresses import absolute
from accounts.mail import send_mail
from accounts.models import Invitation, User


class DomainNotAllowed(Exception):
    """Addresses of that domain need an invitation."""


def ask_to_join(*, email: str, link_secret: str | None = None) -> None:
    """Mails a personal invitation that works for a day, or the way in for who has an account.

    Raises `DeadLink`, `DomainNotAllowed` (without a link), `MailRefused`.
    """
    email = email.strip().lower()
    link = invitation_for(link_secret) if link_secret else None
    if link is None and not is_allowed_domain(email):
        raise DomainNotAllowed
    if User.objects.filter(email=email).exists():
        send_mail("account_exists", email, {"link": absolute(reverse("account_login"))})
        return
    with transaction.atomic():
        earlier = Invitation.objects.filter(email=email, link=link, uses=0, revoked_at=None)
        if link is None:
            earlier = earlier.filter(created_by=None)
        earlier.update(revoked_at=timezone.now())
        invitation, secret = make_invitation(
            maker=link.created_by if link else None,
            email=email,
            max_uses=1,
            days=1,
            link=link,
            **({"role": link.role} if link else {}),
        )
    send_invitation(invitation, secret)


def join(*, secret: str, name: str, password: str, time_zone: str) -> User:
    """The new member. Raises `DeadLink`, also when the address has got an account meanwhile."""
    with transaction.atomic():
        invitation = invitation_for(secret, lock=True)
        if not invitation.email:
            raise DeadLink
        try:
            with transaction.atomic():
                user = add_person(
                    email=invitation.email,
                    name=name,
                    password=password,
                    time_zone=time_zone,
                    role=invitation.role,
                    invitation=invitation.link or invitation,
                )
        except IntegrityError:
            raise DeadLink from None
        used = [invitation.pk] + ([invitation.link_id] if invitation.link_id else [])
        Invitation.objects.filter(pk__in=used).update(uses=F("uses") + 1)
        audit("member.joined", actor=user, target=user.name, invitation=used[-1], role=user.role)
    return user
