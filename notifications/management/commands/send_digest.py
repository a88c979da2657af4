"""Sends somebody's digest if it is due, or writes what it would say to a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from accounts.models import User
from notifications import clock
from notifications.digest.preview import preview
from notifications.digest.send import send_due_of


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--user", required=True, metavar="EMAIL_OR_HANDLE")
        parser.add_argument(
            "--preview", action="store_true", help="Send and remember nothing; write the mail to a file."
        )
        parser.add_argument(
            "--output",
            metavar="FILE",
            type=Path,
            help="Where to write it: .eml (the whole mail), .html or .txt. Else to standard output.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["user"].strip().lower()
        user = User.objects.filter(Q(email=name) | Q(handle=name), is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody active has the e-mail or handle {name}.")
        if options["preview"]:
            self._preview(user, options["output"])
        elif options["output"]:
            raise CommandError("--output goes with --preview.")
        else:
            self.stdout.write(send_due_of(user, clock.now()))

    def _preview(self, user: User, output: Path | None) -> None:
        made = preview(user, clock.now())
        if made is None:
            self.stdout.write(f"Nothing is new for {user.name}: no mail would be sent.")
            return
        kind = output.suffix if output else ".eml"
        if kind not in {".eml", ".html", ".txt"}:
            raise CommandError("The file's name ends in .eml, .html or .txt.")
        if kind == ".eml":
            written = made.message.message().as_bytes()
        else:
            written = (made.mail.html if kind == ".html" else made.mail.text).encode()
        if output is None:
            self.stdout.write(written.decode())
            return
        try:
            output.write_bytes(written)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{made.mail.subject} ({output})")
