"""What an administrator of Rill finds: an open invitation, a few lines of the audit log."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta

from accounts.models import AuditEvent, Invitation, User
from threads.demo.fill_people import morning
from threads.demo.story_time import StoryTime, story_date

VALID = timedelta(days=7)


def fill_traces(people: Mapping[str, User], story: StoryTime) -> None:
    """The invitation's link is known to nobody: it can be revoked, not used."""
    maya, lena, noor, kofi = (people[handle] for handle in ("maya", "lena", "noor", "kofi"))
    made = morning(story.real(story_date(11, 20)), lena.time_zone)
    invitation = Invitation.objects.create(
        secret_hash=Invitation.hash_of(secrets.token_urlsafe(32)),
        email="new.engineer@rill.example",
        created_by=lena,
        created_at=made,
        expires_at=made + VALID,
        max_uses=1,
    )
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(at=maya.joined_at, actor=maya, verb="organization.made", target="Rill"),
            AuditEvent(
                at=noor.deactivated_at or story.now,
                actor=maya,
                verb="member.deactivated",
                target=noor.name,
                data={"user": noor.pk},
            ),
            AuditEvent(
                at=kofi.joined_at,
                actor=kofi,
                verb="member.joined",
                target=kofi.name,
                data={"role": kofi.role},
            ),
            AuditEvent(
                at=made,
                actor=lena,
                verb="invitation.made",
                target=invitation.email,
                data={"role": invitation.role, "invitation": invitation.pk},
            ),
        ]
    )
