"""The organization, for pages that nobody is signed in to."""

from __future__ import annotations

from django import template

from accounts.models import Organization

register = template.Library()


@register.simple_tag
def organization() -> Organization | None:
    return Organization.current()
