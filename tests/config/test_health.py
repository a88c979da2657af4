from datetime import timedelta
from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from notifications.digest.send import send_due
from notifications.models import Sweep
from notifications.outbox import sweep


@pytest.mark.django_db
def test_livez_answers_without_asking_anybody(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/livez")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "session" not in answer.cookies


@pytest.mark.django_db
def test_readyz_is_ready_when_postgres_is_and_its_migrations_are_applied(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["postgres"] == "ok"
    assert answer.json()["redis"] == "ok"
    assert answer.json()["tzdata"] >= "2026.5"


@pytest.mark.django_db
def test_readyz_is_not_ready_while_migrations_are_missing(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["postgres"] == "migrations are not applied"


@pytest.mark.django_db
def test_readyz_is_not_ready_without_postgres(client: Client) -> None:
    with mock.patch("config.migrations.are_pending", side_effect=OperationalError):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["postgres"] == "unreachable"


@pytest.mark.django_db
def test_readyz_reports_a_missing_redis_and_is_ready_all_the_same(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["redis"] == "unreachable"


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_pages_take_no_posts(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_readyz_costs_little_however_often_it_is_asked(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/readyz")
    with django_assert_max_num_queries(2):
        client.get("/readyz")


@pytest.mark.django_db
def test_readyz_tells_when_the_worker_last_looked_for_what_is_due(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    never = client.get("/readyz").json()
    assert never["last_sweep_at"] is None
    assert len(never["warnings"]) == 2
    sweep()
    send_due()
    answer = client.get("/readyz")
    told = answer.json()
    assert told["warnings"] == []
    assert told["last_sweep_at"] <= told["last_digest_sweep_at"]
    Sweep.objects.filter(name="release").update(
        at=Sweep.objects.get(name="release").at - timedelta(seconds=61)
    )
    caplog.clear()
    late = client.get("/readyz")
    assert late.status_code == 200
    assert late.json()["warnings"] == ["no release sweep ended within the last minute"]
    assert "within the last minute" in caplog.text


@pytest.mark.django_db
def test_a_sweep_that_fails_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise OperationalError

    monkeypatch.setattr("notifications.claims.claim", broken)
    with pytest.raises(OperationalError):
        sweep()
    assert not Sweep.objects.exists()
