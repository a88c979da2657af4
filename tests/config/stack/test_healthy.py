"""The health checks of the containers."""

import http.server
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.stack import healthy


@pytest.fixture
def ready_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BOBBIN_READY_FILE", str(tmp_path / "ready"))
    return tmp_path / "ready"


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_a_process_that_shows_itself_is_well(ready_file: Path, name: str) -> None:
    assert not healthy.main(name)
    ready_file.touch()
    assert healthy.main(name)


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_a_process_that_fell_silent_is_not(ready_file: Path, name: str) -> None:
    ready_file.touch()
    then = time.time() - healthy.OLDEST - 1
    os.utime(ready_file, (then, then))
    assert not healthy.main(name)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    statuses: list[int] = []

    class Web(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(statuses[-1] if self.path == "/readyz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Web) as server:
        monkeypatch.setenv("PORT", str(server.server_port))
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield statuses
        server.shutdown()


@pytest.mark.parametrize(("status", "well"), [(200, True), (503, False), (500, False)])
def test_the_web_is_well_when_it_is_ready(answers: list[int], status: int, well: bool) -> None:
    answers.append(status)
    assert healthy.main("web") is well


def test_a_web_that_does_not_answer_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9")
    assert not healthy.main("web")
