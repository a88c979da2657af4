from celery.schedules import crontab

from config.celery import app


def test_every_tick_is_a_plain_interval_and_expires_before_the_next() -> None:
    schedule = app.conf.beat_schedule
    assert schedule
    for name, entry in schedule.items():
        assert not isinstance(entry["schedule"], crontab), name
        assert 0 < entry["options"]["expires"] < entry["schedule"], name


def test_every_tick_names_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks
