"""A mail of ours, as it goes to the server."""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMultiAlternatives

# RFC 5322, 2.1.1.
LONGEST_LINE = 998


class Outgoing(EmailMultiAlternatives):
    """Its headers are not folded: Python would break a long one right after its name, and some
    receivers then find no address in List-Unsubscribe."""

    def message(self, *arguments: Any, **named: Any) -> Any:
        made = super().message(*arguments, **named)
        made.policy = made.policy.clone(max_line_length=LONGEST_LINE)
        return made
