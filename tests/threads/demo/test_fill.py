"""What is filled in keeps every invariant that the actions keep."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.db.models import Count, F, Max, Q
from django.test.utils import CaptureQueriesContext, override_settings
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import Organization, TimeOff, User, WorkingHours
from threads.access import message_for, readers_of, visible_channels, visible_threads
from threads.demo.fill import Filled, NotEmpty, fill
from threads.demo.story_time import STORY_NOW
from threads.directory import render_for_thread
from threads.markdown.emoji import canonical
from threads.models import (
    Ask,
    Channel,
    CustomEmoji,
    Draft,
    Mention,
    Message,
    Reaction,
    ResponseNorm,
    Revision,
    Thread,
    ThreadEntry,
    Urgency,
)
from threads.queries.asks import waiting_of
from threads.queries.sidebar import Sidebar
from threads.queries.unread import unread_threads
from threads.rights import may_start_thread

pytestmark = pytest.mark.django_db

PASSWORD = "a password for all of them"


@dataclass
class Outcome:
    filled: Filled
    queries: list[str]


@pytest.fixture(scope="module", autouse=True)
def outcome(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Outcome]:
    """Filled in once for all tests here, which only read, and taken back afterwards."""
    pictures = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), pictures, transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            filled = fill(now=STORY_NOW, password=PASSWORD)
        yield Outcome(filled, [query["sql"] for query in queries.captured_queries])
        transaction.set_rollback(True)


def person(handle: str) -> User:
    return User.objects.get(handle=handle)


def test_it_is_a_company_worth_showing(outcome: Outcome) -> None:
    zones = set(User.objects.filter(is_active=True).values_list("time_zone", flat=True))
    assert outcome.filled.people >= 12
    assert len(zones) >= 5
    assert User.objects.filter(is_active=True, working_hours=None).count() == 0
    assert TimeOff.objects.filter(cover__isnull=False).exists()
    assert outcome.filled.channels >= 8
    assert outcome.filled.threads == Thread.objects.count() >= 60
    assert outcome.filled.messages == Message.objects.count() >= 1500
    assert {channel.kind for channel in Channel.objects.all()} == set(Channel.Kind.values)
    assert {thread.kind for thread in Thread.objects.all()} == set(Thread.Kind.values)
    assert {entry.verb for entry in ThreadEntry.objects.all()} >= {"renamed", "moved", "pinned", "resolved"}
    assert Channel.objects.filter(is_private=True).count() >= 2
    assert Channel.objects.filter(archived_at__isnull=False).exists()
    assert Thread.objects.filter(channel=None).count() >= 5
    assert Thread.objects.filter(responsible__isnull=False).count() >= 60
    assert Message.objects.filter(deleted_at__isnull=False).count() >= 5
    assert Revision.objects.count() >= 8
    assert Mention.objects.count() >= 40
    assert Reaction.objects.count() >= 300
    assert CustomEmoji.objects.count() == 2


def test_it_takes_one_query_a_kind_of_row(outcome: Outcome) -> None:
    inserts = Counter(sql.split()[2] for sql in outcome.queries if sql.startswith("INSERT"))
    assert set(inserts.values()) == {1}
    assert len(outcome.queries) <= 39


def test_questions_wait_for_answers(outcome: Outcome) -> None:
    """For the pages of norms and of what is waited for; nobody on leave is asked."""
    assert set(Message.objects.values_list("urgency", flat=True)) == set(Urgency.values)
    assert {ask.state for ask in Ask.objects.all()} >= {"open", "answered", "acknowledged", "withdrawn"}
    assert not Ask.objects.filter(closed_at__lt=F("opened_at")).exists()
    lena = person("lena")
    waiting = waiting_of(lena)
    assert len(waiting) >= 2
    assert Ask.objects.filter(message__author=lena, closed_at=None, due_at__lt=STORY_NOW).exists()
    assert not Ask.objects.filter(closed_at=None, due_at__lt=STORY_NOW, reminded_at=None).exists()
    assert Ask.objects.filter(person=lena, closed_at=None).count() >= 2
    own = ResponseNorm.objects.order_by("channel__name").values_list("channel__name", flat=True)
    assert list(own) == ["hiring", "incidents"]


def test_numbers_run_from_one_without_gaps(outcome: Outcome) -> None:
    numbers = defaultdict(list)
    for thread_id, number in Message.objects.order_by("created_at").values_list("thread", "number"):
        numbers[thread_id].append(number)
    for thread in Thread.objects.all():
        assert numbers[thread.pk] == list(range(1, thread.last_number + 1)), thread


def test_messages_come_after_each_other_and_before_now(outcome: Outcome) -> None:
    newest = Thread.objects.annotate(newest=Max("messages__created_at"))
    assert not newest.exclude(newest=F("last_activity_at")).exists()
    assert not Thread.objects.filter(created_at__gt=F("last_activity_at")).exists()
    assert not Message.objects.filter(created_at__gte=STORY_NOW).exists()
    assert not Message.objects.filter(edited_at__lte=F("created_at")).exists()
    assert not Reaction.objects.filter(created_at__lte=F("message__created_at")).exists()
    assert not Reaction.objects.filter(created_at__gte=STORY_NOW).exists()


def test_each_change_of_a_thread_has_its_own_number(outcome: Outcome) -> None:
    """Counted again from the rows: every post, edit, reaction, deletion and entry took one."""
    for thread in Thread.objects.annotate(
        posts=Count("messages", distinct=True),
        edits=Count("messages__revisions", distinct=True),
        deletions=Count("messages", filter=Q(messages__deleted_at__isnull=False), distinct=True),
        reactions=Count("messages__reactions", distinct=True),
        notes=Count("entries", distinct=True),
    ):
        counted = thread.posts + thread.edits + thread.deletions + thread.reactions + thread.notes
        assert thread.change_seq == counted, thread
        left = [*thread.messages.values_list("change_seq", flat=True)]
        left += thread.entries.values_list("change_seq", flat=True)
        assert len(set(left)) == len(left)
        assert set(left) <= set(range(1, counted + 1))


def test_html_is_what_the_renderer_makes_of_the_source(outcome: Outcome) -> None:
    for thread in Thread.objects.select_related("channel"):
        for message in thread.messages.filter(deleted_at=None).prefetch_related("mentions"):
            rendered = render_for_thread(message.source, thread)
            assert message.html == rendered.html
            stored = {mention.user_id for mention in message.mentions.all()}
            assert stored == set(rendered.mentions) - {message.author_id}
        if thread.outcome:
            assert thread.outcome_html == render_for_thread(thread.outcome, thread).html


def test_deleted_messages_left_nothing_behind(outcome: Outcome) -> None:
    for message in Message.objects.filter(deleted_at__isnull=False):
        assert (message.source, message.html) == ("", "")
        assert not message.reactions.exists()
        assert not message.revisions.exists()


def test_whoever_writes_reacts_or_is_named_may_read(outcome: Outcome) -> None:
    involved = defaultdict(set)
    for rows in (
        Message.objects.values_list("thread", "author"),
        Mention.objects.values_list("message__thread", "user"),
        Reaction.objects.values_list("message__thread", "user"),
        Thread.objects.filter(responsible__isnull=False).values_list("pk", "responsible"),
    ):
        for thread_id, user_id in rows:
            involved[thread_id].add(user_id)
    gone = {person("noor").pk}
    for thread in Thread.objects.select_related("channel"):
        readers = set(readers_of(thread).values_list("pk", flat=True))
        assert involved[thread.pk] - gone <= readers, thread


def test_threads_were_begun_and_resolved_as_the_rules_say(outcome: Outcome) -> None:
    for thread in Thread.objects.select_related("channel", "author"):
        if thread.channel and not thread.channel.is_archived:
            assert may_start_thread(thread.author, thread.channel), thread
        if thread.channel and thread.channel.archived_at:
            assert thread.last_activity_at < thread.channel.archived_at
        assert thread.is_resolved == bool(thread.outcome), thread
        assert thread.is_resolved == (thread.resolved_by is not None)


def test_private_channels_are_named_nowhere_else(outcome: Outcome) -> None:
    for channel in Channel.objects.filter(is_private=True):
        elsewhere = Message.objects.exclude(thread__channel=channel)
        assert not elsewhere.filter(source__contains=f"#{channel.name}").exists()
        inside = "|".join(f"/t/{thread.pk}/" for thread in channel.threads.all())
        linking = elsewhere.filter(source__regex=inside).exclude(thread__channel__is_private=True)
        assert not linking.exists()


def test_lena_finds_what_the_design_shows(outcome: Outcome) -> None:
    lena = person("lena")
    sidebar = Sidebar(lena)
    assert [channel.name for channel in sidebar.channels] == [
        "announcements",
        "field-ops",
        "firmware",
        "hiring",
        "incidents",
        "platform",
        "product",
        "water-talk",
    ]
    assert [channel.name for channel in sidebar.channels if channel.unread] == [
        "field-ops",
        "firmware",
        "platform",
    ]
    assert [thread.label for thread in sidebar.direct if thread.unread] == ["Vikram"]
    assert 8 <= unread_threads(lena).count() <= 20
    assert Draft.objects.filter(user=lena, thread__title__startswith="Roll out firmware").exists()
    assert not visible_channels(lena).filter(name__in=["cascais", "runway"]).exists()


def test_the_thread_of_the_design_stands_as_drawn(outcome: Outcome) -> None:
    lena = person("lena")
    thread = visible_threads(lena).get(title="Roll out firmware 2.4 to the Kisumu sensors this week?")
    denver = ZoneInfo("America/Denver")
    drawn = [
        ("Asha Raman", "Thu 02:40"),
        ("Aroha Ngāta", "Thu 13:05"),
        ("Wanjiru Kamau", "Fri 00:20"),
        ("Asha Raman", "Fri 01:55"),
        ("Maya Ferreira", "Fri 09:10"),
        ("Asha Raman", "Sun 20:55"),
    ]
    messages = thread.messages.select_related("author").order_by("number")
    assert [
        (message.author.name, f"{message.created_at.astimezone(denver):%a %H:%M}") for message in messages
    ] == drawn
    mark = lena.read_marks.get(thread=thread)
    assert mark.number == 4
    assert f"{mark.read_at.astimezone(denver):%A %H:%M}" == "Friday 09:05"
    assert [bool(message.edited_at) for message in messages] == [False] * 4 + [True, False]


def test_the_firmware_channel_has_twelve_open_threads(outcome: Outcome) -> None:
    threads = Thread.objects.filter(channel__name="firmware", state="open")
    assert threads.count() == 12


def test_most_find_something_unread_and_nobody_everything(outcome: Outcome) -> None:
    counts = {user.handle: unread_threads(user).count() for user in User.objects.filter(is_active=True)}
    assert counts.pop("tom") > 30  # on leave
    assert max(counts.values()) < 20
    assert sum(count > 0 for count in counts.values()) >= 9


def test_reactions_are_emoji_that_the_picker_knows(outcome: Outcome) -> None:
    own = {f":{name}:" for name in CustomEmoji.objects.values_list("name", flat=True)}
    used = set(Reaction.objects.values_list("emoji", flat=True))
    assert all(emoji in own or canonical(emoji) == emoji for emoji in used)


def test_all_sign_in_with_the_one_password(outcome: Outcome) -> None:
    people = User.objects.filter(is_active=True)
    assert len({user.password for user in people}) == 1
    assert person("lena").check_password(PASSWORD)


def test_a_second_company_is_refused(outcome: Outcome) -> None:
    with pytest.raises(NotEmpty):
        fill(now=STORY_NOW, password=PASSWORD)
    assert Organization.objects.count() == 1


def test_guests_read_their_channel_alone(outcome: Outcome) -> None:
    for handle, name in (("grace", "field-ops"), ("joao", "cascais")):
        guest = person(handle)
        assert [channel.name for channel in visible_channels(guest)] == [name]
        newest = Message.objects.filter(thread__channel__name=name).latest("pk")
        assert message_for(guest, newest.pk) == newest


def test_hours_are_those_of_the_people_page(outcome: Outcome) -> None:
    windows = WorkingHours.objects.filter(user__handle="asha").values_list("weekday", "start", "end")
    assert sorted(windows) == [(day, 9 * 60 + 30, 18 * 60) for day in range(5)]
