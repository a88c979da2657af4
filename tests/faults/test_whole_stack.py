"""The whole stack, as `make run` starts it, while its stores and workers die under it."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest
import redis
from django.conf import settings

from config.data_folder import PROJECT
from config.stack import processes
from tests.faults import team
from tests.faults.troubled_smtp import Troubled, listening
from tests.faults.visitor import LiveSocket, Visitor
from tests.stack import Stack, until

PEOPLE = 8


@dataclass
class Scene:
    """`server` takes the mails of the stack's worker; `thread` is a talk of ana with all others."""

    stack: Stack
    server: Troubled
    ana: Visitor
    thread: int
    emails: list[str]

    def say(self, text: str, times: int = 1) -> None:
        self.stack.call(team.say, self.thread, text, times)

    def sweep(self, times: int = 1) -> None:
        self.stack.call(team.sweep_now, times)

    def ends(self, *rows: list[object], within: float = 40) -> None:
        """Waits until the deliveries are so."""
        until(
            lambda: self.stack.call(team.deliveries) == list(rows),
            lambda: f"{self.stack.call(team.deliveries)}\n{self.stack.log[-4000:]}",
            within,
        )

    def wait_for(self, event: threading.Event) -> None:
        until(event.is_set, self.stack.log_of, 30)

    def at_once(self, pages: list[str]) -> set[int]:
        """What is answered when all of them are asked for at the same time."""
        with ThreadPoolExecutor(len(pages)) as visitors:
            return set(visitors.map(self.ana.get, pages))

    @contextmanager
    def restarted(self, name: str, number: signal.Signals) -> Iterator[None]:
        """What happens between the end of that process and its return."""
        said = self.stack.log.count(f"{name} is back")
        os.kill(self.stack.pids()[name], number)
        yield
        until(lambda: self.stack.log.count(f"{name} is back") > said, self.stack.log_of, 30)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with ExitStack() as after:
        server = after.enter_context(listening())
        folder = tmp_path_factory.mktemp("faults") / "data"
        stack = after.enter_context(Stack(folder, EMAIL_URL=f"smtp://127.0.0.1:{server.port}?tls=none"))
        made = stack.call(team.make_team, PEOPLE)
        ana = Visitor(stack.port, made.pop("session"))
        scene = Scene(stack, server, ana, **made)
        scene.sweep()
        scene.ends(["sent", 0, PEOPLE])
        yield scene


@pytest.fixture
def scene(running: Scene) -> Scene:
    """With nothing left of the test before."""
    running.stack.call(team.forget_deliveries)
    server = running.server
    for kept in (server.faults, server.always, server.raw, server.to, server.heard):
        kept.clear()
    server.waits.clear()
    server.go.clear()
    return running


def test_postgres_restarts_while_deliveries_are_taken(scene: Scene) -> None:
    scene.stack.call(team.stop_claims)
    scene.say("one")
    scene.sweep()
    until(lambda: bool(scene.stack.call(team.claims_are_stopped)), scene.stack.log_of, 30)
    scene.stack.kill("postgres", signal.SIGQUIT)
    scene.stack.call(team.let_claims_go)
    scene.sweep()
    scene.ends(["sent", 0, PEOPLE])
    assert Counter(scene.server.to) == Counter(scene.emails)


def test_postgres_restarts_while_a_mail_is_handed_over(scene: Scene) -> None:
    scene.server.faults["end"] = ["wait"]
    scene.say("two")
    scene.sweep()
    scene.wait_for(scene.server.waits)
    with scene.restarted("postgres", signal.SIGQUIT):
        scene.server.go.set()
    scene.sweep()
    scene.ends(["sent", 0, PEOPLE])
    assert Counter(scene.server.to) == Counter(scene.emails)


def test_pages_ride_out_a_restart_of_postgres(scene: Scene) -> None:
    """The one that is cut off may fail; whoever comes later waits, as long as the pool does."""
    pages = ["/waiting/", f"/t/{scene.thread}/messages/?until=newest", "/people/", "/profile/"]
    patience = settings.DATABASES["default"]["OPTIONS"]["pool"]["timeout"]
    seen: list[int] = []
    is_back = threading.Event()

    def look_around() -> None:
        while not is_back.is_set():
            seen.extend(scene.ana.get(page) for page in pages)

    # Several at once, so that several connections are kept.
    assert scene.at_once(pages * 3) == {200}
    looking = threading.Thread(target=look_around)
    looking.start()
    began = time.monotonic()
    scene.stack.kill("postgres", signal.SIGQUIT)
    away = time.monotonic() - began
    is_back.set()
    looking.join()
    assert len([status for status in seen if status != 200]) <= 1 + away // patience, seen
    assert scene.at_once(pages * 3) == {200}


def test_a_post_during_a_restart_of_postgres_is_there_once(scene: Scene) -> None:
    mark = uuid.uuid4()
    with scene.restarted("postgres", signal.SIGQUIT):
        scene.ana.post(scene.thread, "posted in the dark", mark)
    assert scene.ana.post(scene.thread, "posted in the dark", mark) == 201
    assert scene.stack.call(team.messages_with, "posted in the dark") == 1


def test_redis_dies_while_people_post_and_look_on(scene: Scene) -> None:
    with LiveSocket(scene.ana, scene.thread) as live:
        live.next("ready")
        with scene.restarted("redis", signal.SIGKILL):
            assert scene.ana.post(scene.thread, "while Redis is away") == 201
            assert scene.ana.get(f"/t/{scene.thread}/") in (200, 302)
        live.next("resync")
        assert scene.ana.post(scene.thread, "when it is back") == 201
        assert "when it is back" in live.next("message")["html"]
    scene.ends(["sent", 0, 2 * PEOPLE])
    assert set(scene.server.to) == set(scene.emails)


def test_a_redis_that_hangs_holds_up_no_request(scene: Scene) -> None:
    """An urgent message is told to the worker at once, by way of Redis."""
    urgent = {"urgency": "urgent", "urgent_reason": "It burns", "confirmed": "1"}
    # So that a connection to the broker is there, and is thought to be well.
    assert scene.ana.post(scene.thread, "Water", **urgent) == 201
    os.kill(scene.stack.pids()["redis"], signal.SIGSTOP)
    try:
        assert scene.ana.post(scene.thread, "More water", **urgent) == 201
    finally:
        os.kill(scene.stack.pids()["redis"], signal.SIGCONT)
    until(lambda: {row[0] for row in scene.stack.call(team.deliveries)} == {"sent"}, scene.stack.log_of, 60)
    assert set(scene.server.to) == set(scene.emails)


def test_redis_forgets_everything(scene: Scene) -> None:
    socket = scene.stack.data / "run" / "redis.sock"
    with LiveSocket(scene.ana, scene.thread) as live, redis.Redis(unix_socket_path=str(socket)) as store:
        live.next("ready")
        store.flushall()
        assert scene.ana.post(scene.thread, "after all was forgotten") == 201
        assert "after all was forgotten" in live.next("message")["html"]
    scene.ends(["sent", 0, PEOPLE])
    assert Counter(scene.server.to) == Counter(scene.emails)


def test_a_worker_killed_in_the_middle_of_a_mail_repeats_that_one_mail(scene: Scene) -> None:
    scene.server.faults["end"] = ["", "", "wait"]
    scene.say("three")
    scene.sweep()
    scene.wait_for(scene.server.waits)
    scene.stack.kill("worker")
    scene.server.go.set()
    scene.stack.call(team.run_out_of_leases)
    scene.sweep(2)
    until(lambda: {row[0] for row in scene.stack.call(team.deliveries)} == {"sent"}, scene.stack.log_of, 40)
    ids = Counter(scene.server.ids)
    assert sorted(ids.values()) == [1] * (PEOPLE - 1) + [2]
    assert set(scene.server.to) == set(scene.emails)


def test_two_workers_and_two_beats_send_each_person_one_mail(scene: Scene) -> None:
    with ExitStack() as after:
        for name in ("worker", "beat"):
            ready = scene.stack.data / "run" / f"second-{name}.ready"
            after.enter_context(another(name, scene.stack, {"BOBBIN_READY_FILE": str(ready)}))
            until(ready.exists, scene.stack.log_of, 40)
        scene.say("four", times=3)
        scene.sweep(8)
        scene.ends(["sent", 0, 3 * PEOPLE])
    assert Counter(scene.server.to) == Counter(scene.emails)


def test_postgres_restarts_while_a_digest_is_handed_over(scene: Scene) -> None:
    scene.say("five")
    scene.sweep()
    scene.ends(["sent", 0, PEOPLE])
    scene.server.faults["end"] = ["wait"]
    scene.stack.call(team.make_digest_due, "f0")
    scene.stack.call(team.send_digests)
    scene.wait_for(scene.server.waits)
    with scene.restarted("postgres", signal.SIGQUIT):
        scene.server.go.set()
    until(lambda: scene.stack.call(team.digests) == ["sent"], scene.stack.log_of, 40)
    scene.stack.call(team.send_digests)
    scene.sweep()
    scene.say("six")
    scene.sweep()
    until(lambda: len(scene.server.to) >= 2 * PEOPLE + 1, scene.stack.log_of, 40)
    assert Counter(scene.server.to) == Counter(scene.emails * 2 + [scene.emails[0]])


@contextmanager
def another(name: str, stack: Stack, env: dict[str, str]) -> Iterator[None]:
    """One more process of that kind, beside the stack's own."""
    known = {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONTZPATH": ""}
    process = subprocess.Popen(
        processes.COMMANDS[name](), cwd=PROJECT, env={**stack.env, **known, **env}, stdin=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)
