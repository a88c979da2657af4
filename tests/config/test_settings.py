"""What the environment makes of the settings, each read by a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config.data_folder import PROJECT

READ = """
import json, sys
import config.settings
print(json.dumps({name: getattr(config.settings, name) for name in sys.argv[1:]}, default=str))
"""


def run(tmp_path: Path, names: list[str], **env: str) -> "subprocess.CompletedProcess[str]":
    clean = {"PATH": os.environ["PATH"], "BOBBIN_DATA": str(tmp_path), **env}
    command = [sys.executable, "-c", READ, *names]
    return subprocess.run(command, cwd=PROJECT, env=clean, capture_output=True, text=True)


def read(tmp_path: Path, *names: str, **env: str) -> dict[str, Any]:
    done = run(tmp_path, list(names), **env)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_without_any_variable_all_is_on_this_machine(tmp_path: Path) -> None:
    names = [
        "BOBBIN_URL",
        "DEBUG",
        "DEV_MAIL",
        "REDIS_URL",
        "CELERY_BROKER_URL",
        "SECRET_KEY",
        "SESSION_COOKIE_SECURE",
    ]
    found = read(tmp_path, *names)
    assert found["BOBBIN_URL"] == "http://127.0.0.1:8000"
    assert found["DEBUG"] is False
    assert found["DEV_MAIL"] is True
    assert found["REDIS_URL"] == f"unix://{tmp_path}/run/redis.sock"
    assert found["CELERY_BROKER_URL"] == f"redis+socket://{tmp_path}/run/redis.sock"
    assert found["SECRET_KEY"] == (tmp_path / "secret-key").read_text().strip()
    assert found["SESSION_COOKIE_SECURE"] is False


def test_an_https_address_makes_cookies_secure_and_mails_go_to_the_server_named(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_NAME",
        "SECURE_HSTS_SECONDS",
        "SECURE_PROXY_SSL_HEADER",
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "DEV_MAIL",
        "EMAIL_HOST",
        "EMAIL_HOST_PASSWORD",
        "EMAIL_PORT",
        "EMAIL_USE_TLS",
        BOBBIN_URL="https://bobbin.example/",
        EMAIL_URL="smtp://bobbin:p%40ss@mail.example",
        PROXY_SSL_HEADER="X-Forwarded-Proto",
    )
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["CSRF_COOKIE_SECURE"] is True
    assert found["SESSION_COOKIE_NAME"] == "__Host-session"
    assert found["SECURE_HSTS_SECONDS"] >= 31536000
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert "bobbin.example" in found["ALLOWED_HOSTS"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://bobbin.example"]
    assert found["DEV_MAIL"] is False
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example", 587)
    assert found["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert found["EMAIL_USE_TLS"] is True


def test_a_provider_sends_the_mail_where_one_is_named(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "EMAIL_BACKEND",
        "ANYMAIL",
        "DEV_MAIL",
        EMAIL_URL="anymail://postmark",
        ANYMAIL_POSTMARK_SERVER_TOKEN="secret",
    )
    assert found["EMAIL_BACKEND"] == "anymail.backends.postmark.EmailBackend"
    assert found["ANYMAIL"]["POSTMARK_SERVER_TOKEN"] == "secret"
    assert found["DEV_MAIL"] is False


def test_a_database_address_may_be_any_that_psql_takes(tmp_path: Path) -> None:
    url = "postgresql://ada:s%2Fcret@/team?host=/run/pg&sslmode=disable"
    found = read(tmp_path, "DATABASES", DATABASE_URL=url)["DATABASES"]["default"]
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("team", "ada", "s/cret")
    assert found["HOST"] == "/run/pg"
    assert found["OPTIONS"]["sslmode"] == "disable"
    assert found["OPTIONS"]["pool"]["max_size"] == 16
    assert found["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("DEBUG", "perhaps"),
        ("BOBBIN_URL", "bobbin.example"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "postgresql://host:notaport/name"),
        ("REDIS_URL", "localhost:6379"),
        ("EMAIL_URL", "mail.example"),
        ("EMAIL_URL", "smtp://mail.example?tls=perhaps"),
        ("EMAIL_URL", "anymail://pigeon"),
        ("WORKER_THREADS", "0"),
    ],
)
def test_a_setting_that_cannot_be_read_ends_with_one_line(tmp_path: Path, name: str, value: str) -> None:
    done = run(tmp_path, ["DEBUG"], **{name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(f"bobbin: {name} must be ")
    assert done.stderr.count("\n") == 1


def test_a_server_for_others_needs_a_mail_server(tmp_path: Path) -> None:
    done = run(tmp_path, ["DEBUG"], BOBBIN_URL="https://bobbin.example")
    assert done.returncode == 1
    assert done.stderr.startswith("bobbin: EMAIL_URL must be ")
