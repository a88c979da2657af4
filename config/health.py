"""Two questions that whoever runs Bobbin asks, without a session.

`/livez`: does the process answer? `/readyz`: may it be sent requests (200) or not (503)?
Postgres and its migrations decide; Redis is reported only, for without it pages are
served all the same and catch up when it is back. So are the sweeps: a worker or a beat
that does nothing makes no page fail, and held mail would wait without a word.
"""

import logging
from importlib.metadata import version
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config import migrations
from notifications.last_sweep import DIGESTS, RELEASE, last_sweeps

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    postgres = _postgres()
    answer = {"postgres": postgres, "redis": _redis(), "tzdata": version("tzdata"), **_sweeps(postgres)}
    return JsonResponse(answer, status=200 if postgres == "ok" else 503)


def _postgres() -> str:
    try:
        return "migrations are not applied" if migrations.are_pending() else "ok"
    except Error:
        return "unreachable"


def _sweeps(postgres: str) -> dict[str, Any]:
    """When what is due was last looked for; `warnings` name what has not been for a minute."""
    if postgres != "ok":
        return {}
    try:
        found = last_sweeps()
    except Error:
        return {}
    late = [f"no {name} sweep ended within the last minute" for name, last in found.items() if last.is_late]
    if late:
        logger.warning("; ".join(late))
    return {
        "last_sweep_at": found[RELEASE].at,
        "last_digest_sweep_at": found[DIGESTS].at,
        "warnings": late,
    }


def _redis() -> str:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as client:
            client.ping()
    except redis.RedisError:
        return "unreachable"
    return "ok"
