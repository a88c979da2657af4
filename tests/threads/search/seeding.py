"""Many messages, soon: for tests of the query plan, and for the benchmark at a million.

Every twentieth message has the word `common`, every thousandth `seldom`, and three of all `unique`;
the rest of each is eight of 4,000 words. Every fifth channel is private.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from accounts.models import User
from threads.models import Channel, Membership
from threads.search.rebuild import rebuild

FREQUENT, SELDOM, RARE = "common", "seldom", "unique"

_THREADS = """
INSERT INTO threads_thread (channel_id, title, kind, author_id, state, outcome, outcome_html,
    created_at, last_activity_at, last_number, change_seq)
SELECT (%(channels)s::bigint[])[1 + place %% %(channel_count)s], 'Topic ' || place, 'discussion', %(author)s,
    'open', '', '', now() - interval '700 days', now(), %(messages)s / %(threads)s, %(messages)s / %(threads)s
FROM generate_series(1, %(threads)s) AS place
RETURNING id
"""

# hashtext spreads: the same words at every run, no two messages the same.
_MESSAGES = """
INSERT INTO threads_message (client_id, thread_id, number, author_id, source, html, renderer_version,
    urgency, urgent_reason, created_at, change_seq)
SELECT gen_random_uuid(), (%(ids)s::bigint[])[1 + place %% %(threads)s], 1 + place / %(threads)s, %(author)s,
    told.text, '<p>' || told.text || '</p>', 1, 'none', '',
    now() - interval '700 days' * (1 - place::float / %(messages)s), 1 + place / %(threads)s
FROM generate_series(0, %(messages)s - 1) AS place, LATERAL (
    SELECT (
        SELECT string_agg('w' || abs(hashtext(place || ' ' || word)) %% 4000, ' ')
        FROM generate_series(1, 8) AS word
    )
    || CASE WHEN place %% 20 = 7 THEN ' common' ELSE '' END
    || CASE WHEN place %% 1000 = 9 THEN ' seldom' ELSE '' END
    || CASE WHEN place IN (5, %(messages)s / 2, %(messages)s - 3) THEN ' unique' ELSE '' END AS text
) AS told
"""


@dataclass(frozen=True)
class Seeded:
    messages: int
    threads: int
    channels: int


def seed(author: User, messages: int, *, threads: int = 0, channels: int = 0) -> Seeded:
    """`author`, a member, is in every channel, the private ones too. `threads` and `channels` are,
    unless told, what a million messages in 2,000 threads of 200 channels is at this size.
    `messages` should be a multiple of `threads`."""
    threads = threads or max(messages // 500, 1)
    channels = channels or max(threads // 10, 1)
    places = Channel.objects.bulk_create(
        Channel(name=f"seeded-{place}", is_private=place % 5 == 0, created_by=author)
        for place in range(channels)
    )
    Membership.objects.bulk_create(Membership(channel=place, user=author) for place in places)
    facts: dict[str, int | list[int]] = {
        "author": author.pk,
        "messages": messages,
        "threads": threads,
        "channels": [place.pk for place in places],
        "channel_count": channels,
    }
    with connection.cursor() as cursor:
        # Constraints of what was made before are checked now: a table waiting for checks takes no ALTER.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE threads_message DISABLE TRIGGER search_new_message")
        cursor.execute("ALTER TABLE threads_thread DISABLE TRIGGER search_new_thread")
        cursor.execute(_THREADS, facts)
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute(_MESSAGES, facts | {"ids": ids})
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE threads_message ENABLE TRIGGER search_new_message")
        cursor.execute("ALTER TABLE threads_thread ENABLE TRIGGER search_new_thread")
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE threads_searchtext, threads_message, threads_thread, threads_channel")
    return Seeded(messages, threads, channels)
