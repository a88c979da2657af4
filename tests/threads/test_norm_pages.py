"""The admins' page of norms, the channels' exceptions, and the agreement."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEvent, User
from accounts.queries import schedules_for
from tests.cast import person, signed_in
from tests.factories import make_channel, make_direct, make_thread, post
from tests.plain_forms import Page, press
from threads.actions.refusals import Refused
from threads.actions.set_norms import forget_channel_norm, set_channel_norm, set_norms
from threads.actions.word_agreement import word_agreement
from threads.models import Channel, Message, UrgentPolicy
from threads.norm_examples import cast, examples
from threads.norms import DEFAULTS, Norm
from threads.queries.norms import (
    UrgentLimits,
    channel_rules,
    norm_for,
    norms_of,
    urgent_limits,
    used_last_month,
)

pytestmark = pytest.mark.django_db
SOON = Norm("working_hours", 2)


def save(browser: Client, **changes: object) -> Page:
    return press(browser, browser.get("/admin/norms/"), "Save norms", **changes)


def test_what_is_saved_holds_and_is_recorded_once(alice: User) -> None:
    browser = signed_in(alice)
    changes = {"norm-rule": "working_hours", "norm-amount": 8, "limits-most_a_day": 1}
    assert save(browser, **changes).status_code == 302
    assert norms_of(None) == DEFAULTS | {"norm": Norm("working_hours", 8)}
    assert urgent_limits(None) == UrgentLimits(most_a_day=1)
    event = AuditEvent.objects.get(verb="norms.changed")
    assert event.actor == alice
    assert event.data == {
        "before": {"norm": "working_days 1", "most_a_day": 3},
        "after": {"norm": "working_hours 8", "most_a_day": 1},
    }
    assert save(browser).status_code == 302
    assert AuditEvent.objects.filter(verb="norms.changed").count() == 1


def test_threads_channels_and_their_settings_tell_the_norm(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    thread, direct = make_thread(alice, channel=channel), make_direct(alice, [bob])
    browser = signed_in(alice)

    def told(address: str) -> str:
        return browser.get(address).content.decode()

    assert "Replies by the end of the next working day" in told(thread.get_absolute_url())
    assert "Replies here: by the end of the next working day" in told(channel.get_absolute_url())
    set_channel_norm(actor=alice, channel=channel, norm=SOON, is_urgent_allowed=True)
    assert "Replies within 2 working hours" in told(thread.get_absolute_url())
    assert "Replies within 2 working hours" in browser.get(f"/t/{thread.pk}/changes/").json()["head"]
    assert "Replies here: within 2 working hours" in told(channel.get_absolute_url())
    assert "Within 2 working hours" in told(f"/channels/{channel.pk}/settings/")
    assert "Replies by the end of the next working day" in told(direct.get_absolute_url())
    Channel.objects.filter(pk=channel.pk).update(kind=Channel.Kind.WATERCOOLER)
    assert "Replies" not in told(thread.get_absolute_url())
    assert "Replies here" not in told(channel.get_absolute_url())


def test_an_admin_words_what_stands_before_the_rules(alice: User, bob: User) -> None:
    browser = signed_in(alice)
    assert "/admin/norms/wording/" in browser.get("/admin/norms/").content.decode()
    form = browser.get("/admin/norms/wording/")
    text = "We **write** first. <script>alert(1)</script>"
    assert press(browser, form, "Save the wording", text=text).status_code == 302
    told = signed_in(bob).get("/norms/").content.decode()
    assert "We <strong>write</strong> first." in told
    assert "<script>alert" not in told
    assert "by the end of the next working day" in told
    event = AuditEvent.objects.get(verb="norms.agreement_worded")
    assert event.data == {"before": "", "after": text}
    assert press(browser, browser.get("/admin/norms/wording/"), "Save the wording").status_code == 302
    assert AuditEvent.objects.filter(verb="norms.agreement_worded").count() == 1


def test_a_wording_that_is_too_long_is_kept_in_the_form(alice: User) -> None:
    browser = signed_in(alice)
    form = browser.get("/admin/norms/wording/")
    refused = press(browser, form, "Save the wording", text="so " * 2000)
    assert refused.status_code == 422
    assert "At most 4000 characters" in refused.content.decode()


def test_only_admins_word_it(bob: User) -> None:
    with pytest.raises(Refused):
        word_agreement(actor=bob, text="Mine.")


def test_a_rule_that_counts_says_how_many(alice: User) -> None:
    for amount in ("", "0", "721", "x"):
        answer = save(signed_in(alice), **{"relaxed-rule": "working_hours", "relaxed-amount": amount})
        assert answer.status_code == 422
    assert norms_of(None) == DEFAULTS


def test_a_preview_shows_the_rules_and_saves_nothing(alice: User, carol: User) -> None:
    browser = signed_in(alice)
    fields = {
        "norm-rule": "working_hours",
        "norm-amount": 3,
        "relaxed-rule": "no_reply",
        "urgent-rule": "same_day",
        "limits-is_allowed": "no",
        "limits-most_people": 5,
        "limits-most_a_day": 3,
        "limits-repeats": 3,
        "limits-repeat_minutes": 10,
    }
    part = browser.post("/admin/norms/preview/", fields, headers={"HX-Request": "true"}).content.decode()
    assert "within 3 working hours" in part
    assert "with one exception" not in part
    assert "<h1" not in part
    whole = browser.post("/admin/norms/preview/", fields)
    assert "within 3 working hours" in whole.content.decode()
    assert norms_of(None) == DEFAULTS
    unfinished = fields | {"norm-amount": ""}
    assert browser.post("/admin/norms/preview/", unfinished).status_code == 422
    for htmx in ({"HX-Request": "true"},):
        assert browser.post("/admin/norms/preview/", unfinished, headers=htmx).status_code == 204


def test_only_admins_set_norms(bob: User) -> None:
    channel = make_channel(bob)
    with pytest.raises(Refused):
        set_norms(actor=bob, norms=DEFAULTS, limits=UrgentLimits())
    with pytest.raises(Refused):
        set_channel_norm(actor=bob, channel=channel, norm=SOON, is_urgent_allowed=True)
    with pytest.raises(Refused):
        forget_channel_norm(actor=bob, channel=channel)


def test_a_channel_gets_its_own_norm_and_loses_it_again(alice: User) -> None:
    channel, browser = make_channel(alice, name="incidents"), signed_in(alice)
    answer = press(
        browser,
        browser.get("/admin/norms/channels/"),
        "Save",
        channel=channel.pk,
        rule="working_hours",
        amount=2,
        is_allowed="no",
    )
    assert answer.status_code == 302
    assert norm_for(channel, "norm") == SOON
    assert not urgent_limits(channel).is_allowed
    page = browser.get("/admin/norms/").content.decode()
    assert "Within 2 working hours" in page
    edit = f"/admin/norms/channels/{channel.pk}/"
    assert press(browser, browser.get(edit), "Save", is_allowed="yes").status_code == 302
    assert urgent_limits(channel).is_allowed
    assert norm_for(channel, "norm") == SOON
    press(browser, browser.get(edit), "Go by everybody’s norms again")
    assert norm_for(channel, "norm") == DEFAULTS["norm"]
    verbs = list(AuditEvent.objects.filter(verb__startswith="norms.").values_list("verb", "target"))
    assert sorted(verbs) == [
        ("norms.channel_changed", "#incidents"),
        ("norms.channel_changed", "#incidents"),
        ("norms.channel_forgotten", "#incidents"),
    ]


def test_a_watercooler_has_no_norms_to_set(alice: User) -> None:
    channel = make_channel(alice, kind=Channel.Kind.WATERCOOLER)
    with pytest.raises(Refused):
        set_channel_norm(actor=alice, channel=channel, norm=SOON, is_urgent_allowed=True)
    browser = signed_in(alice)
    assert f'value="{channel.pk}"' not in browser.get("/admin/norms/channels/").content.decode()
    assert "No reply expected, ever" in browser.get("/admin/norms/").content.decode()


def test_private_channels_are_named_to_their_members_alone(alice: User, olga: User, bob: User) -> None:
    channel = make_channel(alice, name="runway", is_private=True, members=[bob])
    set_channel_norm(actor=alice, channel=channel, norm=SOON, is_urgent_allowed=False)
    assert [rule.channel for rule in channel_rules(bob)] == [channel]
    assert channel_rules(olga) == []
    for address in ("/admin/norms/", "/admin/norms/channels/", "/norms/"):
        assert "runway" not in signed_in(olga).get(address).content.decode()
    assert "runway" in signed_in(bob).get("/norms/").content.decode()
    assert AuditEvent.objects.get(verb="norms.channel_changed").target == ""


def test_everybody_reads_the_agreement(alice: User, gina: User) -> None:
    page = signed_in(gina).get("/norms/").content.decode()
    assert "by the end of the next working day" in page
    assert "/admin/norms/" not in page
    UrgentPolicy.objects.create(is_allowed=False)
    page = signed_in(alice).get("/norms/").content.decode()
    assert "with one exception" not in page
    assert "/admin/norms/" in page


def test_usage_is_told_of_five_people_at_least(alice: User) -> None:
    thread, now = make_thread(alice), timezone.now()
    for name in ("Ada", "Ben", "Cleo"):
        post(person(f"{name} Lee"), thread)
    assert used_last_month(now) is None
    assert "Used last month" not in signed_in(alice).get("/admin/norms/").content.decode()
    post(person("Dan Lee"), thread)
    Message.objects.filter(number=1).update(urgency="norm")
    assert used_last_month(now) == {"none": 80, "relaxed": 0, "norm": 20, "urgent": 0}
    assert "80 %" in signed_in(alice).get("/admin/norms/").content.decode()


def test_examples_are_counted_by_the_rules_for_real_people(alice: User, carol: User) -> None:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)  # a Sunday
    people = cast([alice, carol])
    told = examples(DEFAULTS, people, schedules_for(people), now)
    friday, urgent = told[0], told[2]
    assert (friday.asker, friday.person) == (alice, carol)
    assert f"{friday.asked_at:%a %H:%M}" == "Fri 16:00"
    assert friday.hears_at
    assert friday.due_at
    assert f"{friday.hears_at:%a %d %H:%M}" == "Mon 30 09:00"
    assert f"{friday.due_at:%a %d %H:%M}" == "Tue 01 17:30"
    assert urgent.hears_at == urgent.asked_at
    assert [
        row.urgency for row in examples(DEFAULTS, people, schedules_for(people), now, may_be_urgent=False)
    ] == [
        "norm",
        "norm",
        "relaxed",
    ]
    assert examples(DEFAULTS, [alice], schedules_for([alice]), now) == []


def test_nobody_asks_themselves_in_any_example(alice: User, bob: User, carol: User) -> None:
    people = cast([alice, bob, carol])
    schedules = schedules_for(people)
    for turn in range(12):
        for row in examples(DEFAULTS, people, schedules, timezone.now(), turn=turn):
            assert row.asker != row.person


@pytest.mark.parametrize("channels", [1, 6])
def test_the_page_costs_the_same_whatever_the_number_of_channels(
    channels: int, alice: User, carol: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(channels):
        set_channel_norm(actor=alice, channel=make_channel(alice), norm=SOON, is_urgent_allowed=False)
    browser = signed_in(alice)
    with django_assert_max_num_queries(20):
        assert browser.get("/admin/norms/").content.count(b"Within 2 working hours") == channels
