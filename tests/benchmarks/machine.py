"""Facts of the machine, and what processes use of it, from /proc."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK")


def facts() -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "processor": _first("/proc/cpuinfo", "model name"),
        "memory": _first("/proc/meminfo", "MemTotal"),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in ("django", "daphne", "psycopg", "redis", "celery")},
        "load": load(),
    }


def load() -> float:
    """How many processes ran or waited, over the last minute."""
    return os.getloadavg()[0]


def processor_seconds(root: int) -> float:
    """What a process and all below it have used, those that ended included."""
    total = 0
    for pid in tree(root):
        if fields := _fields(pid):
            total += sum(int(one) for one in fields[11:15])
    return total / TICKS


def memory(root: int) -> float:
    """Proportional set size of a process and all below it, in MB: shared pages count once."""
    return sum(_proportional(pid) for pid in tree(root)) / 1000


def tree(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        if fields := _fields(int(entry.name)):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, rest = [], [root]
    while rest:
        pid = rest.pop()
        found.append(pid)
        rest += children.get(pid, [])
    return found


def _fields(pid: int) -> list[str]:
    """Those of /proc/…/stat from the third on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _proportional(pid: int) -> float:
    """In kB."""
    return float((_first(f"/proc/{pid}/smaps_rollup", "Pss") or "0").split()[0]) * 1.024


def _first(path: str, name: str) -> str:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
