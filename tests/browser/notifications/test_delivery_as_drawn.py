"""The delivery preview on a Sunday evening, word for word as it is drawn."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.notifications.conftest import OpenAs, Rill

TEXT = "{names} Yes from me. If wave 1 behaves, wave 2 can start the same afternoon."


def write(page: Page, rill: Rill) -> None:
    page.fill("#composer-text", TEXT.format(names=rill.names("asha", "wanjiru", "maya", "tom")))


def test_a_reply_by_norm(rill: Rill, open_as: OpenAs) -> None:
    page = open_as(rill.people["lena"], rill.url, timezone_id="America/Denver")
    write(page, rill)
    preview = page.locator(".delivery")
    expect(page.locator("#composer input[name=urgency]:checked")).to_have_value("norm")
    expect(preview.locator(".delivery__title")).to_have_text("Nobody is interrupted")
    expect(preview.locator(".delivery__summary")).to_have_text(
        "Asha now, in working hours · Wanjiru Mon 08:30 Nairobi · Maya Mon 09:00 Lisbon"
        " · Tom after leave, 3 Dec"
    )
    people = preview.locator(".delivery__person")
    expect(people.locator(".delivery__who > span:last-child")).to_have_text(
        [
            re.compile(r"Asha\s*09:5\d Bengaluru"),
            re.compile(r"Wanjiru\s*07:2\d Nairobi"),
            re.compile(r"Maya\s*04:2\d Lisbon"),
            "TomOn leave",
        ]
    )
    expect(people.locator(".delivery__when")).to_have_text(
        [
            "Nowby Tue 18:00 her time",
            "Mon 08:30 Nairobiby Tue 17:00 her time",
            "Mon 09:00 Lisbonby Tue 17:30 her time",
            "Thu 3 Decno reply expected, Inês covers",
        ]
    )
    for name, told in {
        "Asha": "Asha works until 05:30 your time; notified now",
        "Wanjiru": "Wanjiru works 22:30 to 07:00 your time; notified at 22:30",
        "Maya": "Maya works 02:00 to 10:30 your time; notified at 02:00",
        "Tom": "Tom is on leave; notified on 3 December",
    }.items():
        band = people.filter(has_text=name).get_by_role("img")
        expect(band).to_have_accessible_name(told)
    expect(preview).to_contain_text(
        "Aroha and Hemi follow this thread by digest; theirs arrives at the start of their next day."
    )


def test_urgent_asks_for_its_reason_and_names_whom_it_interrupts(rill: Rill, open_as: OpenAs) -> None:
    page = open_as(rill.people["lena"], rill.url, timezone_id="America/Denver")
    write(page, rill)
    page.locator("#composer label", has_text="Urgent").click()
    expect(page.locator(".confirm__title")).to_have_text("This will interrupt 2 people outside their hours")
    expect(page.locator(".confirm__list li")).to_have_text(
        [
            re.compile(r"^Wanjiru, 07:2\d in Nairobi. Her day starts in 1 h \d+ min.$"),
            re.compile(r"^Maya, 04:2\d in Lisbon. Her day starts at 09:00.$"),
            "Tom is on leave and is never interrupted. Inês covers for him; name Inês instead.",
        ]
    )
    preview = page.locator(".delivery")
    expect(preview.locator(".delivery__title")).to_have_text("2 people are interrupted")
    expect(preview.locator(".delivery__when[data-interrupts] b")).to_have_text(
        ["Now, off hours", "Now, off hours"]
    )
    expect(page.locator("#composer-send")).to_be_hidden()
    page.get_by_role("button", name="Interrupt 2 people").click()
    expect(page.get_by_label("Why can’t it wait?")).to_be_focused()
    expect(page.get_by_role("alert")).to_have_text("Say in one line why it can’t wait.")
    expect(page.locator(".msg", has_text="Yes from me.")).to_have_count(0)
