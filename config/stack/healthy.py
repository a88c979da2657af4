"""`python -m config.stack.healthy web|worker|beat`: exit code 0 when this container's process is well."""

import http.client
import sys
import time

from config import env
from config.stack.processes import ready_file

# Three times as long as a worker or beat may be silent (config.alive).
OLDEST = 30.0


def main(name: str) -> bool:
    return _web() if name == "web" else _touched_lately(name)


def _web() -> bool:
    server = http.client.HTTPConnection("localhost", env.integer("PORT", 8000), timeout=4)
    try:
        server.request("GET", "/readyz")
        return server.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        server.close()


def _touched_lately(name: str) -> bool:
    try:
        return time.time() - ready_file(name).stat().st_mtime < OLDEST
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1]) else 1)
