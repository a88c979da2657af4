"""Say from which e-mail domains people may join without an invitation."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions.audit import audit
from accounts.models import Organization, User


def change_domains(*, actor: User, domains: Iterable[str]) -> None:
    """`domains` as the form cleaned them: lower case, no "@". Raises PermissionDenied."""
    if not actor.is_admin:
        raise PermissionDenied
    with transaction.atomic():
        organization = Organization.objects.select_for_update().get(pk=1)
        before, after = organization.allowed_email_domains, sorted(set(domains))
        if before == after:
            return
        organization.allowed_email_domains = after
        organization.save(update_fields=["allowed_email_domains"])
        audit("domains.changed", actor=actor, target=organization.name, before=before, after=after)
