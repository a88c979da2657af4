"""The addresses that leave the page: links in mails and invitations."""

from __future__ import annotations

from django.conf import settings

from accounts.models import Organization


def absolute(path: str) -> str:
    """`path` at the organization's public address, never at whatever host a request named."""
    organization = Organization.current()
    origin = (organization.address if organization else "") or settings.BOBBIN_URL
    return f"{origin}{path}"
