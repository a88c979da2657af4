"""What must be true before Bobbin serves: database, static files, the set-up code.

Safe to run at any time and by several hosts at once.
"""

import time
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from accounts.models import Organization
from config import setup_code
from config.collect import collect
from config.migrations import are_pending

OLDEST_POSTGRES = 15
PATIENCE = 30.0
# Any number; the same for all who prepare the same database.
LOCK = 0x0B0BB1


class Command(BaseCommand):
    help = "Applies migrations, collects static files, and tells the address to open."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="fill an empty Bobbin with a fictional company"
        )

    def handle(self, *args: Any, demo: bool, **options: Any) -> None:
        _wait_for_postgres()
        with connection.cursor() as cursor:
            # One at a time: two hosts may start together.
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            if are_pending():
                call_command("migrate", verbosity=0, interactive=False)
                call_command("createcachetable", verbosity=0)
        collect()
        if demo:
            call_command("demo", *(["--show"] if Organization.current() else []))
        self._tell_address()

    def _tell_address(self) -> None:
        address = f"{settings.BOBBIN_URL}/"
        if code := setup_code.pending_code():
            address = f"{settings.BOBBIN_URL}/setup/?code={code}"
            self.stdout.write(f"no organization yet; the set-up code (setup code) is {code}")
        (settings.BOBBIN_DATA / "run").mkdir(parents=True, exist_ok=True)
        (settings.BOBBIN_DATA / "run" / "address").write_text(address)


def _wait_for_postgres() -> None:
    """Asks past the pool, which would hide why Postgres does not answer."""
    parameters = connection.get_connection_params()
    parameters.pop("pool", None)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with psycopg.connect(**parameters, connect_timeout=5) as found:
                version = found.info.server_version // 10_000
            break
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                reason = str(error).strip().splitlines()[0]
                raise CommandError(f"Postgres cannot be reached: {reason}") from None
            time.sleep(0.2)
    if version < OLDEST_POSTGRES:
        raise CommandError(f"Postgres {version} is too old; Bobbin needs {OLDEST_POSTGRES} or newer")
