"""The embedded run, the image and compose start the same commands with the same settings."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.data_folder import PROJECT
from config.stack import processes, services
from config.stack.place import Place

NAMES = {"prepare", "web", "worker", "beat"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    text = (PROJECT / "docker-compose.yml").read_text()
    services: dict[str, Any] = yaml.safe_load(text)["services"]
    return services


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (PROJECT / "Dockerfile").read_text()


def test_every_process_has_a_service_and_the_stores_have_theirs(compose: dict[str, Any]) -> None:
    assert set(processes.COMMANDS) == NAMES
    assert set(compose) == NAMES | {"postgres", "redis"}


def test_a_service_starts_the_command_of_its_name(compose: dict[str, Any]) -> None:
    for name in NAMES:
        assert compose[name]["command"] == ["python", "-m", "config.stack", name]


def test_the_embedded_run_starts_the_same_commands(tmp_path: Path) -> None:
    place = Place(tmp_path)
    embedded = {service.name: service.command for service in services.processes(place, None)}
    assert embedded == {name: processes.COMMANDS[name]() for name in ("web", "worker", "beat")}
    assert services.step(place, demo=False).command == processes.prepare()


def test_every_command_runs_in_the_python_that_starts_it() -> None:
    for command in processes.COMMANDS.values():
        assert command()[0] == sys.executable


def test_a_socket_whose_browser_is_gone_is_noticed_within_half_a_minute() -> None:
    words = processes.web()
    interval, timeout = (int(words[words.index(name) + 1]) for name in ("--ping-interval", "--ping-timeout"))
    # Daphne looks every two seconds.
    assert 0 < timeout <= interval
    assert interval + timeout + 2 < 30


def test_the_images_own_command_is_web(dockerfile: str) -> None:
    assert 'CMD ["python", "-m", "config.stack", "web"]' in dockerfile


def test_the_image_is_not_run_by_root_and_installs_only_what_is_locked(dockerfile: str) -> None:
    final = dockerfile.rpartition("\nFROM ")[2]
    assert "USER bobbin" in final
    assert "--require-hashes" in dockerfile
    assert "HEALTHCHECK" in final


def test_every_setting_that_compose_hands_over_is_one_that_bobbin_reads(compose: dict[str, Any]) -> None:
    read = read_names()
    handed = set(compose["web"]["environment"])
    assert handed
    assert handed <= read


def test_every_setting_that_the_image_sets_is_one_that_bobbin_reads(dockerfile: str) -> None:
    block = re.search(r"^ENV PATH=(?:.*\\\n)*.*$", dockerfile, re.MULTILINE)
    assert block
    names = set(re.findall(r"([A-Z_]+)=", block[0])) - {"PATH"}
    assert names == {"BOBBIN_DATA", "BOBBIN_BIND", "BOBBIN_READY_FILE", "PORT"}
    assert names <= read_names()


def test_all_processes_of_ours_get_the_same_settings(compose: dict[str, Any]) -> None:
    environments = [compose[name]["environment"] for name in NAMES]
    assert all(environment == environments[0] for environment in environments)


def test_what_must_not_be_lost_is_in_a_named_volume(compose: dict[str, Any]) -> None:
    for name in NAMES | {"postgres", "redis"}:
        assert compose[name]["volumes"], name
        assert all(not volume.startswith((".", "/")) for volume in compose[name]["volumes"])


def test_every_service_is_watched(compose: dict[str, Any], dockerfile: str) -> None:
    # `web` has the image's own check, `prepare` ends by itself.
    for name in ("worker", "beat", "postgres", "redis"):
        assert compose[name]["healthcheck"]["test"], name
    assert re.search(r"HEALTHCHECK .*config\.stack\.healthy\", \"web\"", dockerfile)


def test_redis_keeps_its_data_and_refuses_rather_than_forgets(compose: dict[str, Any]) -> None:
    from config.stack import redis

    embedded = redis.command(Path("/d"), Path("/s"))
    ours = dict(zip(embedded[1::2], embedded[2::2], strict=True))
    theirs = dict(zip(compose["redis"]["command"][1::2], compose["redis"]["command"][2::2], strict=True))
    assert theirs
    assert theirs.items() <= ours.items()


def read_names() -> set[str]:
    """The variables that config/ reads through its typed readers."""
    text = "\n".join(path.read_text() for path in (PROJECT / "config").rglob("*.py"))
    return set(re.findall(r"env\.[a-z]+\(\s*\"([A-Z_]+)\"", text))
