"""The check itself: it must be able to fail."""

import pytest
from playwright.sync_api import Browser

from tests.browser.accessibility import assert_accessible

SOUND = """<!doctype html><html lang="en"><title>A page</title>
<main><h1>A page</h1><p>It says something.</p>{}</main></html>"""


def test_a_sound_page_passes(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(SOUND.format(""))
    assert_accessible(page)
    page.close()


def test_a_picture_without_an_alternative_fails_and_is_named(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(SOUND.format('<img src="data:," id="chart">'))
    with pytest.raises(AssertionError, match=r"image-alt[\s\S]*#chart"):
        assert_accessible(page)
    page.close()


def test_a_rule_can_be_left_out(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(SOUND.format('<img src="data:," id="chart">'))
    assert_accessible(page, but_for=("image-alt",))
    page.close()
