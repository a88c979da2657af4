"""What an earlier start left running because it was killed.

On Linux the kernel ends the children of a killed supervisor; a store may still be writing its
last page. Elsewhere all of them live on. Each start keeps a list of pid and birth, so that
a number that went to another process since is never mistaken for ours.
"""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

PATIENCE = 4.0


def remember(path: Path, children: Iterable[tuple[str, int, signal.Signals]]) -> None:
    """`children`: name, pid, and the signal that ends it cleanly."""
    rows = [{"name": name, "pid": pid, "birth": birth(pid), "stop": stop} for name, pid, stop in children]
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(rows))
    draft.replace(path)


def end_orphans(path: Path) -> int:
    """Ends what is left of the list, stores cleanly; returns how many that were."""
    try:
        rows = json.loads(path.read_text())
    except (OSError, ValueError):
        return 0
    left = [(row["pid"], row["birth"], row["stop"]) for row in rows if _lives(row["pid"], row["birth"])]
    for pid, _, stop in left:
        _send(pid, stop)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and any(_lives(pid, born) for pid, born, _ in left):
        time.sleep(0.02)
    for pid, born, _ in left:
        if _lives(pid, born):
            _send(pid, signal.SIGKILL)
    path.unlink()
    return len(left)


def _lives(pid: int, born: str) -> bool:
    return bool(born) and birth(pid) == born


def birth(pid: int) -> str:
    """When the process started, in words that only it has; nothing if it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        pass
    except OSError:
        return ""
    else:
        return "" if fields[0] in "ZX" else fields[19]
    if Path("/proc/self/stat").exists():
        return ""
    ps = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True)
    state, _, started = ps.stdout.strip().partition(" ")
    return "" if state.startswith("Z") else started.strip()


def _send(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)
