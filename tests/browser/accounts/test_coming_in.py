"""From the first start to the second person, in real browsers."""

from __future__ import annotations

import mailbox
import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accounts import data
from tests.cast import PASSWORD
from tests.stack import Stack, until


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("fresh") / "data") as stack:
        yield stack


def test_an_owner_sets_up_invites_somebody_and_they_come_in(fresh: Stack, browser: Browser) -> None:
    maya = visitor(browser, fresh, "America/Denver")
    maya.goto(fresh.address)
    expect(maya.get_by_role("heading", level=1)).to_have_text("This Bobbin is new")
    expect(maya.get_by_label("Where are you?")).to_have_value("America/Denver")
    expect(maya.get_by_text("Guessed from this browser.")).to_be_visible()
    maya.get_by_label("Organization").fill("Rill")
    maya.get_by_label("Your name").fill("Maya Ferreira")
    maya.get_by_label("E-mail").fill("maya@rill.example")
    maya.get_by_label("Password").fill("too short")
    maya.get_by_label("Where are you?").select_option("Europe/Lisbon")
    maya.get_by_role("button", name="Make the organization").click()
    expect(maya.get_by_text("This password is too short.")).to_be_visible()
    # What she corrected is not guessed again.
    expect(maya.get_by_label("Where are you?")).to_have_value("Europe/Lisbon")
    maya.get_by_label("Password").fill(PASSWORD)
    maya.get_by_role("button", name="Make the organization").click()

    expect(maya).to_have_url(f"{fresh.url}/welcome/")
    preview = maya.get_by_label("Preview")
    maya.get_by_label("From", exact=True).fill("22:00")
    maya.get_by_label("Until", exact=True).fill("23:00")
    maya.get_by_label("Second window from").fill("")
    maya.get_by_label("Second window until").fill("")
    maya.get_by_label("Second window until").blur()
    expect(preview.get_by_role("img")).to_have_accessible_name("You work 22:00–23:00")
    maya.get_by_role("button", name="Start writing").click()
    expect(maya).to_have_url(f"{fresh.url}/inbox/")
    assert fresh.call(data.member, "maya@rill.example") == {
        "name": "Maya Ferreira",
        "role": "owner",
        "time_zone": "Europe/Lisbon",
        "is_onboarded": True,
        "hours": [[day, 1320, 1380] for day in range(5)],
    }

    maya.goto("/admin/members/")
    maya.get_by_label("E-mail addresses").fill("kofi@rill.example")
    maya.get_by_role("button", name="Invite").click()
    expect(maya.get_by_text("1 invitation is on its way.")).to_be_visible()

    kofi = visitor(browser, fresh, "Asia/Calcutta")
    kofi.goto(mailed_link(fresh, "kofi@rill.example"))
    expect(kofi.get_by_role("heading", level=1)).to_have_text("Maya invites you to Rill")
    kofi.get_by_label("Your name").fill("Kofi Mensah")
    kofi.get_by_label("Password").fill(PASSWORD)
    kofi.get_by_role("button", name="Join").click()
    expect(kofi).to_have_url(f"{fresh.url}/welcome/")
    kofi.get_by_role("button", name="Skip for now").click()
    expect(kofi).to_have_url(f"{fresh.url}/inbox/")
    assert fresh.call(data.member, "kofi@rill.example")["time_zone"] == "Asia/Kolkata"

    maya.goto("/admin/members/")
    maya.get_by_label("Role of Kofi Mensah").select_option("admin")
    expect(maya.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert fresh.call(data.member, "kofi@rill.example")["role"] == "admin"

    maya.get_by_role("link", name="Deactivate Kofi Mensah").click()
    maya.get_by_role("button", name="Deactivate").click()
    expect(maya.get_by_text("Kofi Mensah is signed out everywhere.")).to_be_visible()
    kofi.goto("/profile/")
    expect(kofi).to_have_url(re.compile("/accounts/login/"))


def test_without_scripts_it_works_too(stack: Stack, browser: Browser) -> None:
    """An owner invites and changes a role; whoever joins is asked for a zone by hand."""
    office = stack.call(data.office)
    email = f"ines-{uuid.uuid4().hex[:8]}@rill.example"
    owner = visitor(browser, stack, "Europe/Lisbon", scripts=False)
    owner.context.add_cookies([{"name": "session", "value": office["session"], "url": stack.url}])
    owner.goto("/admin/members/")
    owner.get_by_label("E-mail addresses").fill(email)
    owner.get_by_role("button", name="Invite").click()

    ines = visitor(browser, stack, "Europe/Lisbon", scripts=False)
    ines.goto(mailed_link(stack, email))
    expect(ines.get_by_text("Guessed from this browser.")).to_be_hidden()
    ines.get_by_label("Your name").fill("Inês Duarte")
    ines.get_by_label("Where are you?").select_option("Atlantic/Azores")
    ines.get_by_label("Password").fill(PASSWORD)
    ines.get_by_role("button", name="Join").click()
    ines.get_by_role("button", name="Start writing").click()
    assert stack.call(data.member, email)["time_zone"] == "Atlantic/Azores"

    owner.goto(f"/admin/members/?q={email}")
    owner.get_by_label("Role of Inês Duarte").select_option("guest")
    owner.get_by_role("row", name="Inês Duarte").get_by_role("button", name="Save").click()
    owner.wait_for_url("**/admin/members/")
    assert stack.call(data.member, email)["role"] == "guest"


def visitor(browser: Browser, stack: Stack, zone: str, *, scripts: bool = True) -> Page:
    context = browser.new_context(base_url=stack.url, timezone_id=zone, java_script_enabled=scripts)
    return context.new_page()


def mailed_link(stack: Stack, to: str) -> str:
    """The link in the newest mail to that address, from the sink that the default run has."""

    def found() -> list[str]:
        box = mailbox.Maildir(stack.data / "mail", create=False)
        mails = [mail for mail in box if to in str(mail["To"])]
        return [link for mail in mails for link in re.findall(r"http\S+/join/\S+/", mail.as_string())]

    until(lambda: bool(found()), stack.log_of, 15)
    return found()[-1]
