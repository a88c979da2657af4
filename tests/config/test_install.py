"""What `make` does before Bobbin's own code can: the environment, the locks."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from config.data_folder import PROJECT

LOCKS = ("requirements.lock", "requirements-dev.lock")


def install(folder: Path, python: str) -> str:
    """The one line that `.ci/install` ends with in an empty folder."""
    command = ["sh", str(PROJECT / ".ci" / "install"), python, "requirements.lock"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 1
    assert done.stdout == ""
    return done.stderr.strip()


def fake_python(folder: Path, script: str) -> str:
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_without_python_it_says_what_to_install(tmp_path: Path) -> None:
    line = install(tmp_path, "no-such-python")
    assert line.startswith("bobbin: Python is missing; install Python 3.11 or newer")
    assert "\n" not in line


def test_an_old_python_is_named(tmp_path: Path) -> None:
    old = fake_python(tmp_path, '[ "$1" = --version ] && echo "Python 3.9.2" && exit 0; exit 1')
    line = install(tmp_path, old)
    assert line.startswith("bobbin: Python 3.9.2 is too old; install Python 3.11 or newer")
    assert "\n" not in line


def test_without_the_venv_module_it_says_what_to_install(tmp_path: Path) -> None:
    bare = fake_python(tmp_path, 'case "$2" in *ensurepip*) exit 1 ;; esac; exit 0')
    line = install(tmp_path, bare)
    assert line.startswith("bobbin: Python's venv module is missing; install it")
    assert "python3-venv" in line
    assert "\n" not in line


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_has_a_hash_for_everything(name: str) -> None:
    text = (PROJECT / name).read_text()
    assert not re.search(r"://|--(extra-)?index|--find-links", text)
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert len(entries) > 20
    for entry in entries:
        assert "==" in entry.split()[0], entry
        assert "--hash=sha256:" in entry, entry


def test_both_locks_agree() -> None:
    ours, theirs = (pins(name) for name in LOCKS)
    assert ours
    assert ours.items() <= theirs.items()


def test_everything_asked_for_is_locked() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    asked = {name(requirement) for requirement in project["project"]["dependencies"]}
    assert asked <= pins("requirements.lock").keys()
    assert {name(requirement) for requirement in project["dependency-groups"]["dev"]} <= pins(LOCKS[1]).keys()


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;]+)", (PROJECT / lock).read_text(), re.MULTILINE))


def name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return found[0].lower()
