"""The only schedule: what beat asks the worker to do, and how often.

Ticks are plain intervals in UTC (local crontabs skip or repeat at the changes of summer
time). A tick expires before the next one, is idempotent and may be lost or doubled: what
must happen is found in Postgres by the next.
"""

from typing import Any

HOUR = 60 * 60

SCHEDULE: dict[str, dict[str, Any]] = {
    "release what is due": {
        "task": "notifications.tasks.sweep",
        "schedule": 5.0,
        "options": {"expires": 4.0},
    },
    "send what was scheduled": {
        "task": "notifications.tasks.send_scheduled",
        "schedule": 5.0,
        "options": {"expires": 4.0},
    },
    "plan anew what is stale": {
        "task": "notifications.tasks.replan_stale",
        "schedule": 30.0,
        "options": {"expires": 25.0},
    },
    "send the digests that are due": {
        "task": "notifications.tasks.send_due_digests",
        "schedule": 5.0,
        "options": {"expires": 4.0},
    },
    "plan digests anew": {
        "task": "notifications.tasks.plan_digests_anew",
        "schedule": 300.0,
        "options": {"expires": 290.0},
    },
    "copy the coming years' public holidays": {
        "task": "accounts.tasks.extend_holiday_calendars",
        "schedule": 6 * HOUR,
        "options": {"expires": HOUR},
    },
    "clear expired sessions": {
        "task": "config.tasks.clear_expired_sessions",
        "schedule": HOUR,
        "options": {"expires": HOUR - 60},
    },
}
