"""Starting a direct thread among named people."""

from __future__ import annotations

import pytest

from accounts.models import User
from tests.cast import signed_in
from tests.factories import make_channel
from tests.plain_forms import press
from threads.models import Draft, Thread

pytestmark = pytest.mark.django_db


def test_it_is_started_with_whom_the_link_names(alice: User, bob: User, carol: User, dave: User) -> None:
    browser = signed_in(bob)
    page = browser.get("/threads/new/?to=carol,alice,nobody")
    assert page.context["form"]["to"].value() == "alice, carol"
    press(browser, page, "Start thread", title="Lunch?", text="At one.")
    thread = Thread.objects.get()
    assert thread.channel is None
    assert {participant.user for participant in thread.participants.all()} == {alice, bob, carol}
    assert signed_in(carol).get(thread.get_absolute_url()).status_code == 200
    assert signed_in(dave).get(thread.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("to", ["", ",", "bob", "nobody", "alice, nobody"])
def test_nobody_or_somebody_unknown_is_refused_and_the_text_kept(alice: User, bob: User, to: str) -> None:
    browser = signed_in(bob)
    answer = press(
        browser, browser.get("/threads/new/?to="), "Start thread", to=to, title="T", text="Keep me"
    )
    assert answer.status_code == 422
    assert b"Keep me" in answer.content
    assert not Thread.objects.exists()


def test_a_guest_writes_to_whom_it_shares_a_channel_with(alice: User, bob: User, gina: User) -> None:
    make_channel(alice, members=[gina])
    browser = signed_in(gina)
    page = browser.get("/threads/new/?to=alice,bob")
    assert page.context["form"]["to"].value() == "alice"
    stranger = press(browser, page, "Start thread", to="bob", title="T", text="W")
    nobody = press(browser, page, "Start thread", to="bot", title="T", text="W")
    assert stranger.status_code == nobody.status_code == 422
    assert stranger.context["form"].errors["to"] == ["Nobody here has the handle @bob."]
    assert press(browser, page, "Start thread", title="T", text="W").status_code == 302


def test_the_preview_names_only_whom_i_know(alice: User, bob: User, gina: User) -> None:
    make_channel(alice, members=[gina])
    browser = signed_in(gina)
    shown = press(browser, browser.get("/threads/new/?to=alice"), "Preview", text="@alice or @bob")
    text = shown.content.decode()
    assert f'data-user="{alice.pk}"' in text
    assert f'data-user="{bob.pk}"' not in text


def test_a_draft_for_one_person_never_opens_for_another(alice: User, bob: User, carol: User) -> None:
    browser = signed_in(bob)
    press(browser, browser.get("/threads/new/?to=alice"), "Keep as draft", title="Gift", text="For Carol")
    assert browser.get("/threads/new/?to=alice").context["form"]["text"].value() == "For Carol"
    assert browser.get("/threads/new/?to=carol").context["form"]["text"].value() is None
    assert browser.get("/threads/new/").context["form"]["text"].value() is None
    press(browser, browser.get("/threads/new/?to=carol"), "Start thread", title="Hi", text="Carol")
    assert Draft.objects.get().people == [alice.pk]
    press(browser, browser.get("/threads/new/?to=alice"), "Start thread")
    assert not Draft.objects.exists()
