"""`manage.py demo`: fill an empty Bobbin with a fictional company, and say how to sign in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import Organization, User
from threads.demo import password as demo_password
from threads.demo.company import rill
from threads.demo.fill import NotEmpty, fill
from threads.demo.fill_reading import VIEWERS


class Command(BaseCommand):
    help = "Fills an empty Bobbin with a fictional company to look at; only on this machine."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--show", action="store_true", help="tell the sign-in names and the password again"
        )
        parser.add_argument("--password", help="instead of a random one")
        parser.add_argument(
            "--at", type=_moment, help="fill in as if this were now, such as 2026-11-23T04:20"
        )

    def handle(
        self, *args: Any, show: bool, password: str | None, at: datetime | None, **options: Any
    ) -> None:
        if not settings.ON_LOOPBACK:
            raise CommandError(
                "The fictional company is for this machine only: its password is printed."
                f" Bobbin is reachable as {settings.BOBBIN_URL}."
            )
        if show:
            self._show()
        else:
            self._fill(password or demo_password.new_password(), at or timezone.now())

    def _fill(self, password: str, now: datetime) -> None:
        if Organization.current():
            raise CommandError("There is an organization already; a fictional one needs an empty Bobbin.")
        demo_password.keep(password)
        try:
            filled = fill(now=now, password=password)
        except NotEmpty:
            raise CommandError("Somebody made the organization just now; nothing was filled in.") from None
        self.stdout.write(
            f"Rill, a fictional company: {filled.people} people, {filled.channels} channels,"
            f" {filled.threads} threads, {filled.messages} messages."
        )
        self._show()

    def _show(self) -> None:
        password = demo_password.kept()
        people = list(User.objects.filter(is_active=True).order_by("joined_at", "pk"))
        if not password or not any(user.email in rill().emails for user in people):
            self.stdout.write("No fictional company was filled in here.")
            return
        width = max(len(user.email) for user in people)
        self.stdout.write(f"Sign in at {settings.BOBBIN_URL}/ with the password {password} as one of")
        for user in sorted(people, key=lambda user: (user.handle not in VIEWERS, user.is_guest)):
            note = ", a good one to begin with" if user.handle in VIEWERS else ""
            title = user.title if user.role == "member" else f"{user.title}, {user.role}"
            self.stdout.write(f"  {user.email:<{width}}  {user.name} ({title}, {user.place}){note}")


def _moment(text: str) -> datetime:
    """In UTC unless it says otherwise."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
