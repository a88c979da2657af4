"""Back from leave: the brief on the first page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import TimeOff, User
from notifications.inbox.leave import leave_of, leave_to_tell
from tests.cast import signed_in
from tests.factories import make_channel, make_thread
from tests.notifications.conftest import Clock
from tests.plain_forms import press
from tests.threads.channels.rows import titles_on
from threads.actions.change_thread import resolve_thread
from threads.actions.close_asks import hand_over
from threads.actions.post_message import post_message
from threads.models import Ask, Channel

pytestmark = pytest.mark.django_db

BACK = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def pumps(alice: User, bob: User, dave: User, clock: Clock) -> Channel:
    """Bob is away from Monday to Friday, dave covers; it is Tuesday."""
    clock.to(datetime(2026, 11, 13, 9, 0, tzinfo=UTC))
    channel = make_channel(alice, name="pumps", members=[bob, dave])
    clock.to(datetime(2026, 11, 17, 10, 0, tzinfo=UTC))
    away(bob, "2026-11-16", "2026-11-20", cover=dave)
    return channel


def away(user: User, first: str, last: str, cover: User | None = None) -> TimeOff:
    return TimeOff.objects.create(
        user=user, first=date.fromisoformat(first), last=date.fromisoformat(last), cover=cover
    )


def text_of(user: User, path: str = "/inbox/brief/") -> str:
    return " ".join(signed_in(user).get(path).content.decode().split())


def test_it_tells_what_was_decided_what_waits_what_the_cover_did_and_where_it_was_busy(
    alice: User, bob: User, dave: User, pumps: Channel, clock: Clock
) -> None:
    decided = make_thread(alice, channel=pumps, title="Which pump?")
    resolve_thread(actor=alice, thread=decided, outcome="The **grey** one.")
    covered = make_thread(alice, channel=pumps, title="Keys", text="@bob or @dave, where?", urgency="norm")
    post_message(author=dave, thread=covered, text="In the drawer.")
    clock.to(BACK)
    make_thread(alice, channel=pumps, title="Budget", text="@bob, yours?", urgency="norm")

    page = text_of(bob)
    assert "Welcome back, Bob" in page
    assert "You were on leave from 16 to 20 November. Dave covered for you." in page
    waits, rest = page.split("Decided meanwhile")
    assert "Budget" in waits
    decisions, handed = rest.split("Handed to Dave")
    assert "Which pump?" in decisions
    assert "The grey one." in decisions
    assert "Keys" in handed
    assert "Dave answered" in handed
    assert "3 messages" in handed
    assert "You can open this page again until 20 December." in page


def test_what_was_handed_over_and_comes_back_is_said_so(
    alice: User, bob: User, dave: User, pumps: Channel, clock: Clock
) -> None:
    clock.to(datetime(2026, 11, 16, 8, 0, tzinfo=UTC))
    TimeOff.objects.update(cover=None)
    thread = make_thread(alice, channel=pumps, title="Keys", text="@bob, where?", urgency="norm")
    hand_over(actor=alice, ask=Ask.objects.get(), to=dave)
    TimeOff.objects.update(cover=dave)
    clock.to(BACK)
    assert "still with Dave" in text_of(bob)
    post_message(author=alice, thread=thread, text="@bob, after all it is yours.", urgency="norm")
    page = text_of(bob)
    assert "yours again" in page
    assert "0 settled, 1 comes back to you" in page


def test_the_first_page_is_the_brief_until_the_rest_is_marked_as_read(
    alice: User, bob: User, pumps: Channel, clock: Clock
) -> None:
    make_thread(alice, channel=pumps, title="News")
    make_thread(alice, channel=pumps, title="Thanks", text="Thanks to @bob.")
    clock.to(BACK)
    make_thread(alice, channel=pumps, title="Budget", text="@bob, yours?", urgency="norm")
    browser = signed_in(bob)
    assert browser.get("/")["Location"] == "/inbox/brief/"
    assert "Show the brief" in text_of(bob, "/inbox/")
    page = press(browser, browser.get("/inbox/brief/"), "Mark the rest as read")
    assert page["Location"] == "/inbox/"
    assert titles_on(browser.get("/inbox/")) == ["Budget"]
    assert browser.get("/")["Location"] == "/inbox/"
    assert "Show the brief" not in text_of(bob, "/inbox/")
    assert browser.get("/inbox/brief/").status_code == 200


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([("2026-11-18", "2026-11-20")], "2026-11-18"),
        ([("2026-11-19", "2026-11-20")], None),
        # A weekend alone is no leave; nor does it part two.
        ([("2026-11-12", "2026-11-13"), ("2026-11-16", "2026-11-16")], "2026-11-12"),
        ([("2026-11-11", "2026-11-11"), ("2026-11-13", "2026-11-16")], None),
        ([("2026-11-14", "2026-11-15")], None),
        ([("2026-11-16", "2026-11-25")], None),
        ([("2026-10-12", "2026-10-20")], None),
        ([("2026-10-20", "2026-10-24")], "2026-10-20"),
    ],
)
def test_only_who_was_away_three_working_days_and_is_back_has_one(
    days: list[tuple[str, str]], told: str | None, bob: User, clock: Clock
) -> None:
    for first, last in days:
        away(bob, first, last)
    leave = leave_of(bob, BACK)
    assert (leave.first.isoformat() if leave else None) == told
    if leave is None:
        assert signed_in(bob).get("/inbox/brief/").status_code == 404


def test_what_one_cannot_read_is_in_no_part_of_it(
    alice: User, bob: User, dave: User, pumps: Channel, clock: Clock
) -> None:
    hidden = make_channel(alice, name="hush", is_private=True, members=[dave])
    thread = make_thread(alice, channel=hidden, title="Behind doors", text="@dave, well?", urgency="norm")
    resolve_thread(actor=alice, thread=thread, outcome="So be it.")
    clock.to(BACK)
    page = text_of(bob)
    assert "hush" not in page
    assert "Behind doors" not in page
    assert leave_to_tell(dave, BACK) is None


def test_it_takes_the_same_queries_however_much_happened(
    alice: User,
    bob: User,
    dave: User,
    pumps: Channel,
    clock: Clock,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = signed_in(bob)
    for count in (1, 8):
        clock.to(datetime(2026, 11, 17, 10, 0, tzinfo=UTC))
        for _ in range(count):
            resolve_thread(actor=alice, thread=make_thread(alice, channel=pumps), outcome="So be it.")
            make_thread(alice, channel=make_channel(alice, members=[bob, dave]))
            make_thread(alice, channel=pumps, text="@bob or @dave, where?", urgency="norm")
        clock.to(BACK)
        for _ in range(count):
            make_thread(alice, channel=pumps, text="@bob, yours?", urgency="norm")
        browser.get("/inbox/brief/")
        # session, user; time off, hours; what sleeps, keys of asks, these, hours of who asks; decisions,
        # how many, what the cover did, channels, unread, who is away; channels with the counts, hours,
        # direct threads
        with django_assert_num_queries(17):
            browser.get("/inbox/brief/")
