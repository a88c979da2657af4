import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.stack import orphans


@pytest.fixture
def sleeper() -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(["sleep", "600"])
    yield process
    process.kill()
    process.wait()


def test_what_an_earlier_run_left_is_ended(tmp_path: Path, sleeper: "subprocess.Popen[bytes]") -> None:
    orphans.remember(tmp_path / "children.json", [("web", sleeper.pid, signal.SIGTERM)])
    assert orphans.end_orphans(tmp_path / "children.json") == 1
    assert sleeper.wait(5) == -signal.SIGTERM
    assert orphans.end_orphans(tmp_path / "children.json") == 0


def test_one_that_will_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orphans, "PATIENCE", 0.2)
    script = "import signal; signal.signal(15, signal.SIG_IGN); print(flush=True); signal.pause()"
    with subprocess.Popen(["python3", "-c", script], stdout=subprocess.PIPE) as stubborn:
        assert stubborn.stdout
        stubborn.stdout.readline()
        orphans.remember(tmp_path / "children.json", [("web", stubborn.pid, signal.SIGTERM)])
        orphans.end_orphans(tmp_path / "children.json")
        assert stubborn.wait(5) == -signal.SIGKILL


def test_a_pid_that_went_to_another_process_is_left_alone(
    tmp_path: Path, sleeper: "subprocess.Popen[bytes]"
) -> None:
    rows = [{"name": "web", "pid": sleeper.pid, "birth": "another time", "stop": 15}]
    (tmp_path / "children.json").write_text(json.dumps(rows))
    assert orphans.end_orphans(tmp_path / "children.json") == 0
    assert sleeper.poll() is None


@pytest.mark.parametrize("text", [None, "", "{broken"])
def test_without_a_list_there_is_nothing_to_end(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "children.json").write_text(text)
    assert orphans.end_orphans(tmp_path / "children.json") == 0


def test_a_process_that_ended_has_no_birth(sleeper: "subprocess.Popen[bytes]") -> None:
    assert orphans.birth(os.getpid())
    sleeper.kill()
    sleeper.wait()
    assert orphans.birth(sleeper.pid) == ""
