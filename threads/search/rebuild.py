"""All that search looks through, made anew: after the organization's language changed, and after
old messages were imported, so that ids grow with the time at which something was said."""

from __future__ import annotations

from django.db import connection, transaction

_FILL = """
WITH texts AS (
    SELECT thread_id, id AS message_id, author_id, created_at AS at,
        search_words(search_language(), source) AS words, html
    FROM threads_message WHERE deleted_at IS NULL
    UNION ALL
    SELECT id, NULL, author_id, COALESCE(resolved_at, created_at),
        search_words(search_language(), title, 'A')
            || search_words(search_language(), outcome, 'B'), outcome_html
    FROM threads_thread
), placed AS (
    SELECT row_number() OVER (ORDER BY at, message_id NULLS FIRST) AS id, texts.* FROM texts
)
INSERT INTO threads_searchtext (id, thread_id, message_id, author_id, at, words)
SELECT id, thread_id, message_id, author_id, at, words || search_marks(id, thread_id, author_id, html)
FROM placed
"""

# What was written earlier in a transaction around this one is checked now: a table with checks
# still to come cannot be emptied. The index is much sooner made in one go than row by row.
_BEFORE = """
SET CONSTRAINTS ALL IMMEDIATE;
LOCK TABLE threads_message, threads_thread IN SHARE MODE;
TRUNCATE threads_searchtext;
DROP INDEX search_words
"""

_AFTER = """
SELECT setval(
    pg_get_serial_sequence('threads_searchtext', 'id'), COALESCE(max(id), 1), max(id) IS NOT NULL
) FROM threads_searchtext;
SET CONSTRAINTS ALL IMMEDIATE;
CREATE INDEX search_words ON threads_searchtext USING gin (words) WITH (fastupdate = off);
SET CONSTRAINTS ALL DEFERRED
"""


def rebuild() -> int:
    """How many texts there are. One transaction: whoever searches or writes meanwhile waits for it
    to end. About two minutes for a million messages."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_BEFORE)
        cursor.execute(_FILL)
        count: int = cursor.rowcount
        cursor.execute(_AFTER)
    return count
