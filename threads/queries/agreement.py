"""What the page of how people work together says."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString, mark_safe

from accounts.models import Organization, User
from threads.markdown import Directory, render
from threads.queries.norms import channel_rules, norms_of, urgent_limits


def agreement_for(viewer: User) -> dict[str, Any]:
    """The norms, the limits of urgent and the channels with rules of their own that `viewer` may
    read, with the organization's own words before them; six queries."""
    return {
        "norms": norms_of(None),
        "limits": urgent_limits(None),
        "channel_rules": channel_rules(viewer),
        "own_words": own_words(),
    }


def own_words() -> SafeString:
    """HTML, empty where an admin wrote none. Nothing in it names people or channels; one query."""
    text = Organization.objects.values_list("agreement", flat=True).filter(pk=1).first()
    return mark_safe(render(text, Directory()).html) if text else SafeString("")  # noqa: S308 - the renderer cleans
