"""Change what somebody may do."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.audit import audit
from accounts.events import RoleChanged, role_changed
from accounts.models import Organization, Role, User
from accounts.roles import may_give, may_keep


def change_role(*, actor: User, user: User, role: str) -> None:
    """Raises PermissionDenied where `actor` may not, ValidationError for the last owner."""
    with transaction.atomic():
        actor, user = with_roles_locked(actor, user)
        if not (may_keep(actor.role, user.role) and may_give(actor.role, role)):
            raise PermissionDenied
        if role == user.role:
            return
        keep_an_owner(user)
        before, user.role = user.role, role
        user.save(update_fields=["role"])
        audit("member.role_changed", actor=actor, target=user.name, user=user.pk, before=before, after=role)
        role_changed.send(RoleChanged(user=user))


def with_roles_locked(actor: User, user: User) -> tuple[User, User]:
    """Both as they are now. All changes of roles queue at the organization's row, so that two
    owners cannot take each other's role away at once, nor an admin act who no longer is one."""
    Organization.objects.select_for_update().get(pk=1)
    people = {person.pk: person for person in User.objects.filter(pk__in=[actor.pk, user.pk])}
    if not people[actor.pk].is_active:
        raise PermissionDenied
    return people[actor.pk], people[user.pk]


def keep_an_owner(user: User) -> None:
    """Raises ValidationError when nobody would own the organization without `user`."""
    others = User.objects.filter(role=Role.OWNER, is_active=True).exclude(pk=user.pk)
    if user.is_owner and not others.exists():
        raise ValidationError(
            _("%(name)s is the only owner. Make somebody else an owner first."), params={"name": user.name}
        )
