"""Redis, the cache, Celery."""

from config import env
from config.data_folder import redis_url
from config.settings.base import BOBBIN_DATA

REDIS_URL = env.url(
    "REDIS_URL",
    redis_url(BOBBIN_DATA),
    schemes=("redis", "rediss", "unix"),
    example="redis://host:6379/0 or unix:///run/redis.sock",
)

# What is cached is little and wanted across processes and restarts (the counters of sign-in
# attempts above all): Postgres keeps it, so that losing Redis locks nobody out and lets nobody in.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# Celery knows a Unix socket by another scheme than redis-py.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = None
CELERY_WORKER_POOL = "threads"
CELERY_WORKER_CONCURRENCY = env.integer("WORKER_THREADS", 4, at_least=1, at_most=256)
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TIMEZONE = "UTC"
# A publish with the broker down must not hold up the request that made it.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 1.0
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1.0,
    # Without it a Redis that hangs, or a network that swallows, would hold up a request for ever.
    "socket_timeout": 4.0,
    "socket_keepalive": True,
    "visibility_timeout": 3600,
}
