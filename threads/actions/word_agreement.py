"""What an admin writes before the rules of how people work together."""

from __future__ import annotations

from django.db import transaction

from accounts.actions.audit import audit
from accounts.models import Organization, User
from threads.actions.refusals import not_allowed


def word_agreement(*, actor: User, text: str) -> None:
    """`text` is markdown; empty takes it away. The rules themselves follow from the norms and are
    not worded. Raises Refused for people who are no admins."""
    if not actor.is_admin:
        raise not_allowed()
    with transaction.atomic():
        organization = Organization.objects.select_for_update(no_key=True).get(pk=1)
        before, organization.agreement = organization.agreement, text
        if before == text:
            return
        organization.save(update_fields=["agreement"])
        audit("norms.agreement_worded", actor=actor, before=before, after=text)
