"""The Celery app of the web processes and the worker. What is due when: config.schedule."""

import os
import warnings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from celery import Celery
from celery.exceptions import CPendingDeprecationWarning
from celery.platforms import SecurityWarning  # type: ignore[attr-defined]

from config import alive  # noqa: F401  its signals

# Running as root is the operator's choice, and nothing unpickles here: tasks are JSON.
warnings.filterwarnings("ignore", category=SecurityWarning)
# The other announces, whenever Redis was away, a default of a later Celery; settings choose it.
warnings.filterwarnings("ignore", category=CPendingDeprecationWarning)

app = Celery("bobbin")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["config"])
