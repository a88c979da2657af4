"""Mails about accounts, each from templates/email/<name>/{subject.txt,body.txt,body.html}."""

from __future__ import annotations

import logging
import smtplib
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from accounts.models import Organization

logger = logging.getLogger(__name__)


class MailRefused(Exception):
    """The mail server was not reachable or did not take it; nothing was sent."""


def send_mail(name: str, to: str, context: dict[str, Any]) -> None:
    """Renders in the active language and zone. Raises `MailRefused`."""
    facts = {"organization": Organization.current(), "email": to, **context}
    # Whatever a person named themselves, a subject is one line.
    subject = " ".join(render_to_string(f"email/{name}/subject.txt", facts).split())
    message = EmailMultiAlternatives(
        subject, render_to_string(f"email/{name}/body.txt", facts).strip() + "\n", to=[to]
    )
    message.attach_alternative(render_to_string(f"email/{name}/body.html", facts), "text/html")
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        logger.exception("The mail %s could not be handed over.", name)
        raise MailRefused from error
