"""One log of all processes: each line behind the name of who wrote it."""

import contextlib
import sys
from typing import TextIO

WIDTH = len("postgres")
COLOURS = {
    "bobbin": 1,
    "postgres": 34,
    "redis": 31,
    "prepare": 33,
    "web": 36,
    "worker": 35,
    "beat": 32,
    "mail": 37,
}


class Log:
    def __init__(self, output: TextIO = sys.stdout) -> None:
        self.output = output
        self.colour = output.isatty()

    def say(self, line: str) -> None:
        self.line("bobbin", line)

    def line(self, name: str, line: str) -> None:
        head = f"{name:<{WIDTH}}"
        if self.colour:
            head = f"\x1b[{COLOURS.get(name, 37)}m{head}\x1b[0m"
        # Whoever read the log may have gone; the stack has not.
        with contextlib.suppress(OSError, ValueError):
            print(f"{head} | {line.rstrip()}", file=self.output, flush=True)
