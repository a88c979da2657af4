"""How often something may be tried, counted by address of the client and by what is tried.

The rates are ACCOUNT_RATE_LIMITS beside allauth's own; the client's address is what
ALLAUTH_TRUSTED_PROXY_COUNT proxies vouch for, never a header that anybody may send.
"""

from __future__ import annotations

from allauth.core.ratelimit import consume
from django.http import HttpRequest


def is_too_often(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Counts this try. Without a rate named `action` nothing is too often."""
    return not consume(request, action=action, key=key)
