"""Make the organization and its owner, once (the first-run page)."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.actions.add_person import add_person
from accounts.actions.audit import audit
from accounts.models import Organization, Role, User


class AlreadySetUp(Exception):
    """Somebody was first."""


def set_up_organization(
    *, name: str, address: str, time_zone: str, owner_name: str, email: str, password: str
) -> User:
    """The new owner. The organization takes the owner's zone for its own. Raises `AlreadySetUp`.

    There is one row with one possible id: of two at once, the second waits for the first to
    commit and then fails on it.
    """
    with transaction.atomic():
        try:
            with transaction.atomic():
                Organization.objects.create(name=name, address=address, time_zone=time_zone)
        except IntegrityError:
            raise AlreadySetUp from None
        owner = add_person(
            email=email, name=owner_name, password=password, role=Role.OWNER, time_zone=time_zone
        )
        audit("organization.made", actor=owner, target=name)
    return owner
