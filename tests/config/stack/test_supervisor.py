"""The supervisor's rules, on processes that cost nothing."""

import asyncio
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.stack import supervisor as rules
from config.stack.child import Child
from config.stack.log import Log
from config.stack.orphans import birth
from config.stack.service import Service
from config.stack.supervisor import Supervisor
from config.stack.trouble import Trouble

# Says its name in a file on start and on SIGTERM, then ends.
SCRIPT = """
import pathlib, signal, sys, time
name, diary, ready = sys.argv[1:]
def write(what):
    with open(diary, "a") as file:
        file.write(f"{name} {what}\\n")
def end(*_):
    write("stopped")
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
write("started")
pathlib.Path(ready).touch()
while True:
    signal.pause()
"""


@pytest.fixture
def output() -> io.StringIO:
    return io.StringIO()


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "READY_WITHIN", 10.0)
    monkeypatch.setattr(rules, "PAUSES", (0.01, 0.02, 0.03))
    monkeypatch.setattr(rules, "GRACE", 1.0)


@pytest.fixture
def all_children() -> Iterator[list[Child]]:
    """Whatever happens in a test, nothing of it stays."""
    children: list[Child] = []
    yield children
    for child in children:
        if child.process.poll() is None:
            child.process.kill()
            child.process.wait()


@pytest.fixture
async def supervisor(output: io.StringIO, all_children: list[Child]) -> Supervisor:
    return Supervisor(Log(output), lambda children: all_children.extend(set(children) - set(all_children)))


def service(folder: Path, name: str, *, store: bool = False, script: str = SCRIPT) -> Service:
    ready = folder / f"{name}.ready"

    async def is_ready() -> bool:
        return ready.exists()

    words = ["-S", "-E", "-c", script, name, str(folder / "diary"), str(ready)]
    return Service(name, [sys.executable, *words], is_ready, dict(os.environ), store=store, ready_file=ready)


def diary(folder: Path) -> list[str]:
    return (folder / "diary").read_text().splitlines()


async def until_said(output: io.StringIO, words: str) -> None:
    async with asyncio.timeout(10):
        while words not in output.getvalue():
            await asyncio.sleep(0.01)


async def test_each_starts_when_the_one_before_is_ready_and_stores_stop_last(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    await supervisor.start(service(tmp_path, "store", store=True))
    await supervisor.start(service(tmp_path, "first"))
    await supervisor.start(service(tmp_path, "second"))
    assert diary(tmp_path) == ["store started", "first started", "second started"]
    await supervisor.stop()
    assert sorted(diary(tmp_path)[3:5]) == ["first stopped", "second stopped"]
    assert diary(tmp_path)[5:] == ["store stopped"]


async def test_what_dies_is_started_again_ever_more_slowly(
    supervisor: Supervisor, tmp_path: Path, output: io.StringIO
) -> None:
    await supervisor.start(service(tmp_path, "web"))
    for pause in ("0.02", "0.03", "0.03"):
        supervisor.children[0].process.kill()
        await until_said(output, f"web ended by SIGKILL; starting it again in {pause} s")
        await until_said(output, "web is back")
        output.truncate(0)
    await supervisor.stop()
    assert diary(tmp_path).count("web started") == 4


async def test_one_that_ends_before_it_is_ready_is_trouble(supervisor: Supervisor, tmp_path: Path) -> None:
    broken = service(tmp_path, "web", script="import sys; sys.exit(3)")
    with pytest.raises(Trouble, match="web could not start"):
        await supervisor.start(broken)
    await supervisor.stop()


async def test_a_step_that_fails_is_trouble(supervisor: Supervisor, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="prepare failed"):
        await supervisor.run_to_end(service(tmp_path, "prepare", script="import sys; sys.exit(1)"))
    await supervisor.run_to_end(service(tmp_path, "prepare", script="pass"))
    await supervisor.stop()


async def test_one_that_will_not_stop_is_killed_with_all_it_started(
    supervisor: Supervisor, tmp_path: Path, output: io.StringIO
) -> None:
    stubborn = """
import pathlib, signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen(["sleep", "600"])
print(child.pid, flush=True)
pathlib.Path(sys.argv[3]).touch()
signal.pause()
"""
    await supervisor.start(service(tmp_path, "worker", script=stubborn))
    await until_said(output, "worker   | ")
    grandchild = int(output.getvalue().split("worker   | ")[1].split()[0])
    await supervisor.stop()
    assert "worker did not stop in 1.0 s and is killed" in output.getvalue()
    async with asyncio.timeout(5):
        while birth(grandchild):
            await asyncio.sleep(0.01)


async def test_a_start_can_be_broken_off(supervisor: Supervisor, tmp_path: Path) -> None:
    never_ready = service(tmp_path, "web", script="import signal; signal.pause()")
    starting = asyncio.create_task(supervisor.start(never_ready))
    async with asyncio.timeout(5):
        while not supervisor.children:
            await asyncio.sleep(0.01)
    supervisor.stopping.set()
    await starting
    await supervisor.stop()
    assert supervisor.children[0].process.returncode is not None


async def test_a_line_longer_than_any_buffer_does_not_stop_the_log(
    supervisor: Supervisor, tmp_path: Path, output: io.StringIO
) -> None:
    await supervisor.run_to_end(service(tmp_path, "prepare", script="print('x' * 200_000); print('after')"))
    await supervisor.stop()
    assert output.getvalue().count("x") >= 200_000
    assert output.getvalue().endswith("prepare  | after\n")
