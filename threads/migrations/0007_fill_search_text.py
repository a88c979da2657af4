"""What was said before there was search, in the order of its time."""

from django.db import migrations

FILL = """
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
    SELECT nextval(pg_get_serial_sequence('threads_searchtext', 'id')) AS id, ordered.*
    FROM (SELECT * FROM texts ORDER BY at, message_id NULLS FIRST) AS ordered
)
INSERT INTO threads_searchtext (id, thread_id, message_id, author_id, at, words)
SELECT id, thread_id, message_id, author_id, at, words || search_marks(id, thread_id, author_id, html)
FROM placed
"""


class Migration(migrations.Migration):
    dependencies = [("threads", "0006_search_text")]

    operations = [migrations.RunSQL(FILL, "DELETE FROM threads_searchtext")]
