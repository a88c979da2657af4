from celery.schedules import crontab

from config.celery import app
from config.schedule import SCHEDULE


def test_every_tick_is_a_plain_interval_and_expires_before_the_next() -> None:
    assert SCHEDULE
    for name, entry in SCHEDULE.items():
        assert not isinstance(entry["schedule"], crontab), name
        assert 0 < entry["options"]["expires"] < entry["schedule"], name


def test_every_tick_names_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    for entry in SCHEDULE.values():
        assert entry["task"] in app.tasks
