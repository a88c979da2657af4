import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config.data_folder import kept_secret, postgres_url, redis_url, socket_folder


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "secret"
    assert kept_secret(file, "first") == "first"
    assert kept_secret(file, "second") == "first"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert os.listdir(file.parent) == ["secret"]


def test_all_who_ask_for_a_secret_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as many:
        answers = set(many.map(lambda number: kept_secret(tmp_path / "secret", f"{number}"), range(64)))
    assert len(answers) == 1


def test_sockets_live_in_the_data_folder(tmp_path: Path) -> None:
    assert socket_folder(Path("/srv/bobbin")) == Path("/srv/bobbin/run")
    assert redis_url(Path("/srv/bobbin")) == "unix:///srv/bobbin/run/redis.sock"


def test_a_path_too_long_for_a_socket_gets_a_short_stand_in(tmp_path: Path) -> None:
    deep, deeper = tmp_path / ("x" * 100), tmp_path / ("y" * 100)
    assert socket_folder(deep) != socket_folder(deeper)
    assert socket_folder(deep) == socket_folder(deep)
    assert len(os.fsencode(socket_folder(deep) / ".s.PGSQL.5432")) < 100


def test_a_password_with_odd_letters_survives_the_address(tmp_path: Path) -> None:
    kept_secret(tmp_path / "postgres.password", "p@ss/w:rd%")
    assert "p%40ss%2Fw%3Ard%25@" in postgres_url(tmp_path)
