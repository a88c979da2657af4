"""Asks the worker not to wait for the next tick. Nothing depends on it."""

from __future__ import annotations

import logging

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)

SWEEP = "notifications.tasks.sweep"


def nudge() -> None:
    """After this transaction commits. A broker that is away is logged and forgiven: the next
    tick finds in Postgres what is due."""
    transaction.on_commit(_send)


def _send() -> None:
    try:
        current_app.send_task(SWEEP, expires=5)
    except Exception as error:  # whatever kombu and redis-py raise
        logger.warning("the worker could not be told at once: %s", error)
