"""The Celery app and the only schedule.

Ticks are plain intervals in UTC (local crontabs skip or repeat at the changes of summer
time). A tick expires before the next one, is idempotent and may be lost: what must happen
is found in Postgres by the next.
"""

import os
import warnings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from celery import Celery
from celery.exceptions import CPendingDeprecationWarning
from celery.platforms import SecurityWarning  # type: ignore[attr-defined]  the stubs have it not

from config import alive  # noqa: F401  its signals

# Running as root is the operator's choice, and nothing unpickles here: tasks are JSON.
warnings.filterwarnings("ignore", category=SecurityWarning)
# The other announces, whenever Redis was away, a default of a later Celery; settings choose it.
warnings.filterwarnings("ignore", category=CPendingDeprecationWarning)

app = Celery("bobbin")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["config"])

EVERY_HOUR = 60 * 60

app.conf.beat_schedule = {
    "clear expired sessions": {
        "task": "config.tasks.clear_expired_sessions",
        "schedule": EVERY_HOUR,
        "options": {"expires": EVERY_HOUR - 60},
    },
}
