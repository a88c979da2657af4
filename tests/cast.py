"""The fixed cast that every test may ask for by name.

olga owner, alice admin, bob member, carol member in another zone, dave a member who is in no
private channel, gina a guest who is in no channel at all. All sign in with `PASSWORD`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.actions.add_person import add_person
from accounts.models import Organization, Role, User
from notifications.models import DigestPlan

PASSWORD = "brown otters read slowly"
LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def organization(db: None) -> Organization:
    return Organization.objects.create(name="Rill", time_zone="Europe/Lisbon")


@pytest.fixture
def olga(organization: Organization) -> User:
    return person("Olga Petrova", role=Role.OWNER)


@pytest.fixture
def alice(organization: Organization) -> User:
    return person("Alice Moreau", role=Role.ADMIN)


@pytest.fixture
def bob(organization: Organization) -> User:
    return person("Bob Santos")


@pytest.fixture
def carol(organization: Organization) -> User:
    return person("Carol Ngata", time_zone="Pacific/Auckland", city="Auckland")


@pytest.fixture
def dave(organization: Organization) -> User:
    return person("Dave Outis")


@pytest.fixture
def gina(organization: Organization) -> User:
    return person("Gina Visser", role=Role.GUEST)


def person(name: str, **fields: Any) -> User:
    """Somebody who joined long ago, in Lisbon unless told; "Bob Santos" is bob@rill.example.

    No digest is planned for them: a test that wants one says so (`plans.replan`), and no other
    finds what it looks for held back for a digest that nobody sends."""
    first = name.split()[0].lower()
    facts: dict[str, Any] = {
        "time_zone": "Europe/Lisbon",
        "joined_at": LONG_AGO,
        "onboarded_at": LONG_AGO,
    } | fields
    made = add_person(email=f"{first}@rill.example", name=name, password=PASSWORD, handle=first, **facts)
    DigestPlan.objects.filter(user=made).delete()
    return made


def signed_in(user: User, **options: Any) -> Client:
    """A browser in which `user` is signed in."""
    client = Client(**options)
    client.force_login(user)
    return client
