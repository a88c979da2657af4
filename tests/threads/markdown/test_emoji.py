"""Shortcodes agree with the picker; one emoji has one spelling."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from threads.markdown.emoji import canonical, shortcodes

PICKER = Path(__file__).parents[3] / "static" / "vendor" / "emoji-data" / "en.json"


def test_every_name_that_the_picker_shows_means_the_same_here() -> None:
    entries = json.loads(PICKER.read_text("utf-8"))
    names = {name: entry["emoji"] for entry in entries for name in entry.get("shortcodes", ())}

    assert len(names) > 2_000
    assert {name: canonical(emoji) for name, emoji in names.items()} == {
        name: shortcodes().get(name) for name in names
    }


def test_every_emoji_of_the_picker_and_its_skin_tones_can_be_a_reaction() -> None:
    entries = json.loads(PICKER.read_text("utf-8"))
    every = [part["emoji"] for entry in entries for part in (entry, *entry.get("skins", ()))]

    assert len(every) > 3_000
    assert [emoji for emoji in every if canonical(emoji) is None] == []


def test_names_that_github_adds_are_known() -> None:
    assert shortcodes()["heavy_plus_sign"] == "➕"
    assert shortcodes()["+1"] == shortcodes()["thumbsup"] == "👍"


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("👍", "👍"),
        ("👍\ufe0f", "👍"),
        ("✅\ufe0f", "✅"),
        ("✔", "✔\ufe0f"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("👍🏽", "👍🏽"),
    ],
)
def test_spellings_of_one_emoji_are_one(typed: str, one: str) -> None:
    assert canonical(typed) == one


@pytest.mark.parametrize("text", ["", "a", "👍👍", ":+1:", "👍 ", "<b>", "\ufe0f", "1", "\u200d"])
def test_what_is_not_exactly_one_emoji_is_none(text: str) -> None:
    assert canonical(text) is None
