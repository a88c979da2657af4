import logging

from django.conf import settings
from psycopg_pool import base

from config import pool


def test_postgres_is_looked_for_often_enough() -> None:
    """Whoever meets a pool of dead connections is through them all before their patience ends."""
    attempt = base.AttemptWithBackoff(timeout=pool.GIVE_UP)
    waited = 0.0
    for _connection in range(settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"]):
        attempt.update_delay(waited)
        waited += attempt.delay
    assert waited < pool.PATIENCE
    while not attempt.time_to_give_up(waited):
        attempt.update_delay(waited)
        waited += attempt.delay
        assert attempt.delay < 1.5


def test_what_all_connections_say_is_said_once() -> None:
    sometimes = pool.Sometimes()
    line = logging.LogRecord("psycopg.pool", logging.WARNING, "", 0, "error connecting in %r", ("a",), None)
    other = logging.LogRecord("psycopg.pool", logging.WARNING, "", 0, "something else", (), None)
    assert [sometimes.filter(one) for one in (line, line, other, line)] == [True, False, True, False]
    sometimes.said[str(line.msg)] -= pool.Sometimes.WHILE
    assert sometimes.filter(line)
