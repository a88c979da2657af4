"""Take somebody's access away at once, or give it back. What they wrote stays."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.audit import audit
from accounts.actions.change_role import keep_an_owner, with_roles_locked
from accounts.actions.end_sessions import end_sessions
from accounts.events import UserDeactivated, user_deactivated
from accounts.models import User
from accounts.roles import may_keep


def deactivate(*, actor: User, user: User) -> None:
    """Raises PermissionDenied where `actor` may not, ValidationError for the last owner and
    for oneself."""
    with transaction.atomic():
        actor, user = with_roles_locked(actor, user)
        if not may_keep(actor.role, user.role):
            raise PermissionDenied
        if not user.is_active:
            return
        keep_an_owner(user)
        if actor.pk == user.pk:
            raise ValidationError(_("You can’t deactivate yourself. Ask another owner to."))
        user.is_active, user.deactivated_at = False, timezone.now()
        user.save(update_fields=["is_active", "deactivated_at"])
        end_sessions(user=user)
        audit("member.deactivated", actor=actor, target=user.name, user=user.pk)
        user_deactivated.send(UserDeactivated(user=user))


def reactivate(*, actor: User, user: User) -> None:
    """With the role they had. Raises PermissionDenied where `actor` may not."""
    with transaction.atomic():
        actor, user = with_roles_locked(actor, user)
        if not may_keep(actor.role, user.role):
            raise PermissionDenied
        if user.is_active:
            return
        user.is_active, user.deactivated_at = True, None
        user.save(update_fields=["is_active", "deactivated_at"])
        audit("member.reactivated", actor=actor, target=user.name, user=user.pk)
