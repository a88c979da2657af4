"""A process with everything loaded that lets children of it die: `python -m tests.faults.mortal`.

One line of JSON in: environment, sweep, moment, whose mail kills. One line out: the exit code of
the child that ran it. A child is a fork, so that dying costs milliseconds, not a start of Django.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from typing import Any
from unittest import mock

from notifications.crash import CRASHED


def main() -> None:
    import django

    django.setup()
    # What a sweep needs, loaded once.
    from notifications import tasks  # noqa: F401

    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(order)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _live(order: dict[str, Any]) -> None:
    from django.conf import settings
    from django.utils.module_loading import import_string

    from notifications.transports.email import EmailTransport

    os.environ |= order["env"]
    send = EmailTransport.send

    def deadly(transport: EmailTransport, bundle: Any) -> None:
        if bundle.recipient.email == order["deadly"]:
            os._exit(CRASHED)
        send(transport, bundle)

    code = 1
    try:
        settings.EMAIL_PORT = order["mail_port"]
        settings.EMAIL_HOST = "127.0.0.1"
        settings.DATABASES["default"]["NAME"] = order["database"]
        with mock.patch.object(EmailTransport, "send", deadly):
            import_string(order["sweep"])(datetime.fromisoformat(order["now"]))
        code = 0
    finally:
        if code:
            sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
