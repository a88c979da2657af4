"""The table, its index, and the triggers that keep it. Portable to Postgres 15: no extension."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Accents, case and punctuation go, so that words are the same however they were typed; marks of
# Postgres' own parser (hosts, files, versions, tags) go with the punctuation. `normalize` is
# Postgres' own, where `unaccent` may be absent. `threads.search.folding` says the same in Python.
FOLD = r"""
CREATE FUNCTION search_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT translate(
        regexp_replace(
            replace(replace(replace(replace(
                lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g')),
            'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
            '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\ufe00-\ufe0f\U0001f000-\U0001faff]+',
            ' ', 'g'
        ),
        'øđðłı', 'oddli'
    )
$$
"""

LANGUAGE = """
CREATE FUNCTION search_language() RETURNS regconfig
LANGUAGE sql STABLE AS $$
    SELECT COALESCE((
        SELECT CASE split_part(replace(locale, '_', '-'), '-', 1)
            WHEN 'en' THEN 'pg_catalog.english'::regconfig
            WHEN 'de' THEN 'pg_catalog.german'::regconfig
            WHEN 'da' THEN 'pg_catalog.danish'::regconfig
            WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
            WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig
            WHEN 'fr' THEN 'pg_catalog.french'::regconfig
            WHEN 'hu' THEN 'pg_catalog.hungarian'::regconfig
            WHEN 'it' THEN 'pg_catalog.italian'::regconfig
            WHEN 'nb' THEN 'pg_catalog.norwegian'::regconfig
            WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
            WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig
            WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
            WHEN 'ro' THEN 'pg_catalog.romanian'::regconfig
            WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
            WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
            WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig
            ELSE 'pg_catalog.simple'::regconfig
        END FROM accounts_organization WHERE id = 1
    ), 'pg_catalog.english'::regconfig)
$$
"""

# Stems with `weight`, then the words as they stand with C. A word that is taken out again keeps
# the parts a step apart: no phrase reaches from one to another.
WORDS = """
CREATE FUNCTION search_words(language regconfig, value text, weight "char" DEFAULT 'D') RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT setweight(ts_delete(to_tsvector(language, '0gap0 ' || folded), '0gap0'), weight)
        || setweight(ts_delete(to_tsvector('pg_catalog.simple', '0gap0 ' || folded), '0gap0'), 'C')
    FROM search_fold(value) AS folded
$$
"""

MARKS = """
CREATE FUNCTION search_marks(id bigint, thread bigint, author bigint, html text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_remove(ARRAY[
        '#a' || author, '#t' || thread, '#b' || (id >> 12), '#c' || (id >> 16),
        CASE WHEN html ~ '<a [^>]*href="https?:' THEN '#link' END,
        CASE WHEN html ~ '<code' THEN '#code' END
    ], NULL))
$$
"""

OF_MESSAGE = """
CREATE FUNCTION search_keep_message() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    place bigint;
BEGIN
    IF NEW.deleted_at IS NOT NULL THEN
        DELETE FROM threads_searchtext WHERE message_id = NEW.id;
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        UPDATE threads_searchtext text
        SET words = search_words(search_language(), NEW.source)
            || search_marks(text.id, NEW.thread_id, NEW.author_id, NEW.html)
        WHERE text.message_id = NEW.id;
        RETURN NULL;
    END IF;
    place := nextval(pg_get_serial_sequence('threads_searchtext', 'id'));
    INSERT INTO threads_searchtext (id, thread_id, message_id, author_id, at, words)
    VALUES (
        place, NEW.thread_id, NEW.id, NEW.author_id, NEW.created_at,
        search_words(search_language(), NEW.source)
            || search_marks(place, NEW.thread_id, NEW.author_id, NEW.html)
    );
    RETURN NULL;
END
$$
"""

# A new outcome is news: the thread's row takes a new place among the newest.
OF_THREAD = """
CREATE FUNCTION search_keep_thread() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    place bigint;
BEGIN
    DELETE FROM threads_searchtext WHERE thread_id = NEW.id AND message_id IS NULL;
    place := nextval(pg_get_serial_sequence('threads_searchtext', 'id'));
    INSERT INTO threads_searchtext (id, thread_id, message_id, author_id, at, words)
    VALUES (
        place, NEW.id, NULL, NEW.author_id, COALESCE(NEW.resolved_at, NEW.created_at),
        search_words(search_language(), NEW.title, 'A')
            || search_words(search_language(), NEW.outcome, 'B')
            || search_marks(place, NEW.id, NEW.author_id, NEW.outcome_html)
    );
    RETURN NULL;
END
$$
"""

TRIGGERS = """
CREATE TRIGGER search_new_message AFTER INSERT ON threads_message
    FOR EACH ROW EXECUTE FUNCTION search_keep_message();
CREATE TRIGGER search_changed_message AFTER UPDATE OF source, html, deleted_at ON threads_message
    FOR EACH ROW WHEN (OLD.source <> NEW.source OR OLD.html <> NEW.html
        OR OLD.deleted_at IS DISTINCT FROM NEW.deleted_at)
    EXECUTE FUNCTION search_keep_message();
CREATE TRIGGER search_new_thread AFTER INSERT ON threads_thread
    FOR EACH ROW EXECUTE FUNCTION search_keep_thread();
CREATE TRIGGER search_changed_thread AFTER UPDATE OF title, outcome, resolved_at ON threads_thread
    FOR EACH ROW WHEN (OLD.title <> NEW.title OR OLD.outcome <> NEW.outcome
        OR OLD.resolved_at IS DISTINCT FROM NEW.resolved_at)
    EXECUTE FUNCTION search_keep_thread();
"""

NO_TRIGGERS = """
DROP TRIGGER search_new_message ON threads_message;
DROP TRIGGER search_changed_message ON threads_message;
DROP TRIGGER search_new_thread ON threads_thread;
DROP TRIGGER search_changed_thread ON threads_thread;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("threads", "0005_saved_messages_and_action_items"),
        ("accounts", "0001_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="threads.message",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="threads.thread"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["words"], name="search_words"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("message", None)), fields=("thread",), name="text_of_thread_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(FOLD, "DROP FUNCTION search_fold(text)"),
        migrations.RunSQL(LANGUAGE, "DROP FUNCTION search_language()"),
        migrations.RunSQL(WORDS, "DROP FUNCTION search_words(regconfig, text, \"char\")"),
        migrations.RunSQL(MARKS, "DROP FUNCTION search_marks(bigint, bigint, bigint, text)"),
        migrations.RunSQL(OF_MESSAGE, "DROP FUNCTION search_keep_message()"),
        migrations.RunSQL(OF_THREAD, "DROP FUNCTION search_keep_thread()"),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
