"""`python -m config.stack.healthy web|worker|beat`: exit code 0 when this container's process is well."""

import sys
import time
import urllib.error
import urllib.request

from config import env
from config.stack.processes import ready_file

# Three times as long as a worker or beat may be silent (config.alive).
OLDEST = 30.0


def main(name: str) -> bool:
    return _web() if name == "web" else _touched_lately(name)


def _web() -> bool:
    port = env.integer("PORT", 8000)
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/readyz", timeout=4) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _touched_lately(name: str) -> bool:
    try:
        return time.time() - ready_file(name).stat().st_mtime < OLDEST
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1]) else 1)
