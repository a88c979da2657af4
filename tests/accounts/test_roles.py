from __future__ import annotations

import pytest

from accounts.roles import may_give, may_invite_as, may_keep

ROLES = ["owner", "admin", "member", "guest"]


def test_an_owner_may_give_and_keep_every_role() -> None:
    assert all(may_give("owner", role) and may_keep("owner", role) for role in ROLES)


@pytest.mark.parametrize("role", ["member", "guest"])
def test_an_admin_may_give_and_keep_members_and_guests(role: str) -> None:
    assert may_give("admin", role)
    assert may_keep("admin", role)


@pytest.mark.parametrize("role", ["owner", "admin"])
def test_an_admin_may_neither_make_nor_touch_admins_and_owners(role: str) -> None:
    assert not may_give("admin", role)
    assert not may_keep("admin", role)


@pytest.mark.parametrize("actor", ["member", "guest", ""])
def test_nobody_else_may_anything(actor: str) -> None:
    assert not any(may_give(actor, role) or may_keep(actor, role) for role in ROLES)


@pytest.mark.parametrize("actor", ROLES)
def test_nobody_is_invited_as_an_owner(actor: str) -> None:
    assert not may_invite_as(actor, "owner")
