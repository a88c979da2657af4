"""`python -m tests.benchmarks`: measures all groups, or those that `--only` names."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.figures import Figure
    from tests.benchmarks.world import World

# Each has a function `measure` in the module of its name.
GROUPS = ("working_time", "post", "preview", "fan_out", "reading", "release", "digests")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help=f"some of {', '.join(GROUPS)}; with commas between")
    parser.add_argument("--out", type=Path, default=Path("bench.json"), help="the JSON file")
    options = parser.parse_args()
    names = [name for name in options.only.split(",") if name] or list(GROUPS)
    if unknown := set(names) - set(GROUPS):
        parser.error(f"no group is called {', '.join(sorted(unknown))}")
    # Whoever ends it early ends the stack with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="bobbin-bench-") as folder:
        _set_up(Path(folder))
        return _measure(names, Path(folder), options.out)


def _set_up(folder: Path) -> None:
    """The functions that the stack is asked to call are imported here too, and models with them.
    This process opens no database; what its settings keep is kept in `folder`."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "BOBBIN_DATA": str(folder),
        "PYTHONTZPATH": "",
    }
    import django

    django.setup()


def _measure(names: list[str], folder: Path, out: Path) -> int:
    from tests.benchmarks import machine, report
    from tests.benchmarks.world import World

    facts = machine.facts()
    figures, failed = _run(names, World(folder, _say))
    facts["load_at_end"] = machine.load()
    report.write(out, facts, figures)
    sys.stdout.write(f"{report.table(figures)}\n")
    return 1 if failed else 0


def _run(names: list[str], world: World) -> tuple[list[Figure], int]:
    """A group that fails is told and costs no other its figures."""
    figures: list[Figure] = []
    failed = 0
    try:
        for name in names:
            began = time.monotonic()
            _say(f"{name} (load {os.getloadavg()[0]:.1f})")
            try:
                figures += importlib.import_module(f"tests.benchmarks.{name}").measure(world)
            except Exception:  # told in the end; the other groups are measured
                _say(traceback.format_exc())
                failed += 1
            _say(f"{name} took {time.monotonic() - began:.0f} s")
    finally:
        world.close()
    return figures, failed


def _say(words: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {words}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
