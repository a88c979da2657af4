"""`python -m tests.benchmarks.peer FOLDER`: both servers, the same scenarios, the ratios."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from config.data_folder import PROJECT
from tests.benchmarks.peer.table import Results, is_whole, table

SCENARIOS = "s1,s2,s2b,s3,s7,s4,s6"
GENERATOR = Path(__file__).parent / "generator.py"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.peer", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the load generator lies")
    parser.add_argument("--python", default=sys.executable, help="an interpreter with what it needs")
    parser.add_argument("--scenarios", default=SCENARIOS)
    parser.add_argument("--set", action="append", default=[], help="a parameter of a scenario: NAME=VALUE")
    parser.add_argument("--quiet", default="0.3", help="begin when fewer processors than so many are at work")
    parser.add_argument("--without-peer", action="store_true")
    options = parser.parse_args()
    # Whoever ends it early ends the stack with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="bobbin-peer-") as folder:
        ours = _bobbin(Path(folder), options)
        theirs = {} if options.without_peer else _peer(Path(folder), options)
    sys.stdout.write(table(ours, theirs))
    return 0 if is_whole(ours) and (options.without_peer or is_whole(theirs)) else 1


def _bobbin(folder: Path, options: argparse.Namespace) -> Results:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "BOBBIN_DATA": str(folder / "settings")}
    import django

    django.setup()
    from tests.benchmarks.inside import people
    from tests.stack import Stack

    with Stack(folder / "data", TRUSTED_PROXY_COUNT="1") as stack:
        stack.call(people.set_up)
        names = {name: stack.env[name] for name in ("BOBBIN_DATA", "PORT")}
        words = ["env", *(f"{name}={value}" for name, value in names.items()), sys.executable]
        desk = f"cd {shlex.quote(str(PROJECT))} && exec {shlex.join([*words, '-m', 'tests.desk'])}"
        arguments = ["--adapter", "bobbin", "--opt", f"base={stack.url}", "--opt", f"desk={desk}"]
        for pid in stack.pids().values():
            arguments += ["--pid", str(pid)]
        return _generate(folder / "bobbin.json", options, arguments, dict(os.environ))


def _peer(folder: Path, options: argparse.Namespace) -> Results:
    script = str(options.folder / "synapse.sh")
    environment = {"PEER_ROOT": str(folder / "peer"), **os.environ}
    subprocess.run(["bash", script, "setup"], env=environment, check=True)
    try:
        pids = shlex.join(["bash", script, "pids"])
        restart = shlex.join(["bash", script, "restart"])
        arguments = ["--adapter", "synapse", "--pids-cmd", pids, "--restart-cmd", restart]
        return _generate(folder / "peer.json", options, arguments, environment)
    finally:
        subprocess.run(["bash", script, "stop"], env=environment, check=False)


def _generate(
    out: Path, options: argparse.Namespace, arguments: list[str], environment: dict[str, str]
) -> Results:
    words = [options.python, str(GENERATOR), str(options.folder.resolve()), *arguments]
    words += ["--scenarios", options.scenarios, "--quiet", options.quiet, "--out", str(out)]
    words += [word for one in options.set for word in ("--set", one)]
    subprocess.run(words, env=environment, check=False)
    found: Results = json.loads(out.read_text())["results"] if out.exists() else {}
    return found


if __name__ == "__main__":
    sys.exit(main())
