"""Starts the Daphne of `tests.benchmarks.reference`, with the command of the real one."""

from __future__ import annotations

import subprocess
import sys
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from config.data_folder import PROJECT
from tests.stack import Stack, free_port, until

OPENER = build_opener(ProxyHandler({}))


class Server:
    """One more Daphne on the stack's stores."""

    def __init__(self, stack: Stack) -> None:
        self.port = free_port()
        self._log = stack.data.parent / "reference.log"
        endpoint = f"tcp:port={self.port}:interface=127.0.0.1:backlog=2048"
        command = [sys.executable, "-m", "daphne", "--verbosity", "0", "--no-server-name", "-e", endpoint]
        settings = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.reference.settings", "PYTHONTZPATH": ""}
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [*command, "tests.benchmarks.reference.asgi:application"],
                cwd=PROJECT,
                env={**stack.env, **settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until(self._answers, self._log.read_text, 60)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)

    def _answers(self) -> bool:
        try:
            with OPENER.open(f"http://127.0.0.1:{self.port}/livez", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False
