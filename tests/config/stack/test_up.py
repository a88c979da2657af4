"""`manage.py up` as a person starts it: the whole real stack, hurt in every way we know of."""

import os
import signal
import smtplib
import socket
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.stack import Stack, processes_about, until

CHILDREN = ("postgres", "redis", "web", "worker", "beat", "mail")


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    # A blank in the path, for every command line that forgot to quote.
    with Stack(tmp_path_factory.mktemp("up") / "data folder") as stack:
        yield stack


def test_it_prints_the_set_up_link_and_serves_it(stack: Stack) -> None:
    code = (stack.data / "setup-code").read_text().strip()
    assert stack.address == f"{stack.url}/setup/?code={code}"
    assert len(code) == 9
    assert (stack.data / "setup-code").stat().st_mode & 0o777 == 0o600
    status, page = stack.get(f"/setup/?code={code}")
    assert status == 200
    assert code in page
    assert stack.get("/readyz")[0] == 200


def test_every_line_of_the_log_says_whose_it_is(stack: Stack) -> None:
    for line in stack.log.splitlines():
        assert line.partition("|")[0].strip() in (*CHILDREN, "bobbin", "prepare"), line


def test_the_stores_listen_on_no_port(stack: Stack) -> None:
    assert (stack.data / "run" / ".s.PGSQL.5432").is_socket()
    assert (stack.data / "run" / "redis.sock").is_socket()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        mine = {row.split()[9] for row in Path(table).read_text().splitlines()[1:] if row.split()[3] == "0A"}
        for name in ("postgres", "redis"):
            assert not mine & inodes(stack.pids()[name])


def inodes(pid: int) -> set[str]:
    """Of the sockets that a process holds."""
    links = [os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir()]
    return {link[len("socket:[") : -1] for link in links if link.startswith("socket:[")}


def test_a_mail_sent_is_a_mail_shown(stack: Stack) -> None:
    port = int((stack.data / "run" / "mail.port").read_text())
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Hello", "a@localhost", "b@localhost"
    message.set_content("Come in")
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(message)
    assert len(list((stack.data / "mail" / "new").iterdir())) == 1


def test_the_worker_does_what_is_due(stack: Stack) -> None:
    stack.call(leave_an_expired_session)
    until(lambda: not stack.call(sessions), stack.log_of, 20)


def leave_an_expired_session() -> None:
    from datetime import timedelta

    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from config.tasks import clear_expired_sessions

    then = timezone.now() - timedelta(days=1)
    Session.objects.create(session_key="expired", session_data="", expire_date=then)
    clear_expired_sessions.delay()


def sessions() -> int:
    from django.contrib.sessions.models import Session

    return Session.objects.count()


@pytest.mark.parametrize("name", CHILDREN)
def test_a_killed_child_is_repaired(stack: Stack, name: str) -> None:
    before = stack.kill(name)
    assert stack.pids()[name] != before
    assert set(stack.pids()) == set(CHILDREN)
    status, page = stack.get("/readyz")
    assert status == 200
    assert '"redis": "ok"' in page


def test_a_second_start_with_the_same_folder_is_refused(stack: Stack) -> None:
    second = Stack(stack.data)
    second.log_file = stack.data.with_name("second.log")
    assert second.launch().wait(20) == 1
    assert f"already running with the data folder {stack.data}" in second.log
    assert second.log.count("\n") == 1
    assert stack.get("/livez")[0] == 200


def test_asked_to_stop_it_stops_within_five_seconds_and_finds_all_again(stack: Stack) -> None:
    code = (stack.data / "setup-code").read_text()
    stops(stack, signal.SIGTERM)
    stack.start()
    assert (stack.data / "setup-code").read_text() == code


def stops(stack: Stack, number: signal.Signals) -> None:
    assert stack.stop(number) < 5
    assert stack.process
    assert stack.process.returncode == 0
    assert processes_about(stack.data) == []


def test_killed_it_leaves_nothing_and_starts_again_without_help(stack: Stack) -> None:
    stack.call(remember, "what was written before")
    stack.kill_all()
    until(lambda: processes_about(stack.data) == [], lambda: str(processes_about(stack.data)), 5)
    stack.start()
    assert stack.call(recall) == "what was written before"


def test_killed_and_started_at_once_it_waits_for_what_is_still_ending(stack: Stack) -> None:
    stack.kill_all()
    stack.start()
    assert stack.get("/readyz")[0] == 200


def test_ctrl_c_stops_it_as_well(stack: Stack) -> None:
    stops(stack, signal.SIGINT)


def remember(text: str) -> None:
    from django.core.cache import cache

    cache.set("remembered", text, None)


def recall() -> str:
    from django.core.cache import cache

    return str(cache.get("remembered"))


# What stops a start


def refused(data: Path, **env: str) -> str:
    """The one line, of a start that cannot be."""
    stack = Stack(data, **env)
    stack.log_file = data.with_name("refused.log") if data.parent.is_dir() else Path(f"{data.parent}.log")
    since = time.monotonic()
    assert stack.launch().wait(20) == 1
    assert time.monotonic() - since < 10
    assert stack.log.count("\n") == 1, stack.log
    return stack.log


def test_a_port_in_use_is_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        line = refused(tmp_path / "data", PORT=str(port))
    assert line.startswith(f"bobbin: port {port} on 127.0.0.1 cannot be opened (Address already in use)")


def test_a_data_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    line = refused(tmp_path / "file" / "data")
    assert line.startswith(f"bobbin: the data folder {tmp_path / 'file' / 'data'} cannot be written")


def test_data_of_another_postgres_is_one_clear_line(tmp_path: Path) -> None:
    cluster = tmp_path / "data" / "postgres"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("13\n")
    assert f"{cluster} was made by Postgres 13, but Postgres 1" in refused(tmp_path / "data")


@pytest.mark.parametrize("name", ["PORT", "BOBBIN_URL", "WORKER_THREADS"])
def test_a_setting_that_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / "data", **{name: "nonsense"}).startswith(f"bobbin: {name} must be ")
