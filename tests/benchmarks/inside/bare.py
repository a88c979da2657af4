"""B for posting: what a reply stores, through one connection of psycopg, and a Redis publish."""

from __future__ import annotations

import time
import uuid

import psycopg
import redis
from django.conf import settings
from django.db import connection

from tests.benchmarks.inside.team import TEXT

_MESSAGE = """
WITH numbered AS (
    UPDATE threads_thread SET last_number = last_number + 1, change_seq = change_seq + 1
    WHERE id = %(thread)s RETURNING last_number, change_seq
), stored AS (
    INSERT INTO threads_message (client_id, thread_id, number, author_id, source, html, renderer_version,
        urgency, urgent_reason, created_at, change_seq)
    SELECT %(client)s, %(thread)s, last_number, %(author)s, %(text)s, %(text)s, 1, 'none', '', now(),
        change_seq
    FROM numbered RETURNING id
), told AS (
    INSERT INTO notifications_notification (recipient_id, message_id, reason, created_at)
    SELECT user_id, stored.id, 'followed', now() FROM threads_readmark, stored
    WHERE thread_id = %(thread)s AND following AND user_id <> %(author)s RETURNING id, recipient_id
)
INSERT INTO notifications_delivery (notification_id, recipient_id, transport, state, round, urgent,
    release_at, why, schedule_version, zone_data, attempts, outcome, created_at)
SELECT id, recipient_id, 'email', 'held', 0, false, now() + interval '30 days', 'off_hours', 0, '', 0, '',
    now()
FROM told
"""


def post(thread: int, author: int, count: int) -> list[float]:
    """Seconds of each."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    parts = connection.get_connection_params()
    found = []
    with psycopg.connect(
        dbname=parts["dbname"], user=parts.get("user"), password=parts.get("password"), host=parts.get("host")
    ) as bare:
        for _ in range(count):
            facts = {"thread": thread, "author": author, "text": TEXT, "client": uuid.uuid4()}
            began = time.perf_counter()
            bare.execute(_MESSAGE, facts)
            bare.commit()
            client.publish("bobbin:nobody", TEXT * 20)
            found.append(time.perf_counter() - began)
    return found
