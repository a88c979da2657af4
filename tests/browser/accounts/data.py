"""What these tests put into the stack's database (called in it by `Stack.call`)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.actions.deactivate import deactivate
from accounts.actions.invite import make_link
from accounts.actions.join import ask_to_join
from accounts.models import Invitation, Role, User
from tests.browser import scene


def office() -> dict[str, Any]:
    """An owner with a session, colleagues, a guest, a past member; `link` is an invitation's path."""
    scene.people("Wanjiru Kamau")
    owner = User.objects.filter(role=Role.OWNER).earliest("pk")
    owner.time_zone = "America/Denver"
    owner.save(update_fields=["time_zone"])
    for name, role in (("Noor Haddad", Role.MEMBER), ("Grace Achieng", Role.GUEST)):
        [made] = scene.people(name)
        User.objects.filter(pk=made["id"]).update(role=role)
    deactivate(actor=owner, user=User.objects.filter(name="Noor Haddad").latest("pk"))
    _link, address = make_link(inviter=owner, role=Role.MEMBER, days=7, max_uses=None)
    ask_to_join(email="new.engineer@rill.example", link_secret=address.rstrip("/").rpartition("/")[2])
    return {
        "session": scene.session_of(owner.pk),
        "link": "/join/" + address.partition("/join/")[2],
        "member": User.objects.filter(name="Wanjiru Kamau").latest("pk").handle,
    }


def expire_invitations() -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def member(email: str) -> dict[str, Any]:
    user = User.objects.get(email=email)
    return {
        "name": user.name,
        "role": user.role,
        "time_zone": user.time_zone,
        "is_onboarded": user.onboarded_at is not None,
        "hours": list(user.working_hours.values_list("weekday", "start", "end")),
    }
