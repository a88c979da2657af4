"""`manage.py rebuild_search`: what search looks through, made anew (threads.search.rebuild)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.models import Organization
from threads.search.rebuild import rebuild


class Command(BaseCommand):
    help = (
        "Makes anew what search looks through: in another language, or after old messages were brought in."
        " Nobody can write until it is done, about two minutes for a million messages."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--locale", help="from now on the organization writes in this language, such as de or pt-br"
        )

    def handle(self, *args: Any, locale: str | None, **options: Any) -> None:
        if locale:
            Organization.objects.update(locale=locale)
        self.stdout.write(f"{rebuild():,} messages, titles and outcomes can be found.")
