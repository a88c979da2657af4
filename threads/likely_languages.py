"""What a person probably writes in."""

from __future__ import annotations

from django.utils.translation.trans_real import parse_accept_lang_header

from accounts.models import Organization
from threads.requests import MemberRequest


def likely_languages(request: MemberRequest) -> tuple[str, ...]:
    """The likeliest first: the person's own, those that their browser asks for, the
    organization's. The language of the pages says little of what colleagues write; one query."""
    organization = Organization.current()
    asked = [
        language for language, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    ]
    return (request.user.locale, *asked, *([organization.locale] if organization else []))
