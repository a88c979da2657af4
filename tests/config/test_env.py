"""Typed readers: what they take, and the one line they end with otherwise."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config import env

Setenv = Callable[[str], None]


@pytest.fixture
def value(monkeypatch: pytest.MonkeyPatch) -> Setenv:
    def set_value(text: str) -> None:
        monkeypatch.setenv("THING", text)

    return set_value


def test_what_is_absent_or_empty_is_the_default(value: Setenv) -> None:
    assert env.text("THING", "x") == "x"
    value("  ")
    assert env.text("THING", "x") == "x"
    assert env.integer("THING", 7) == 7
    assert env.boolean("THING", True) is True
    assert env.words("THING") == []


@pytest.mark.parametrize(
    ("text", "meant"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False)]
)
def test_a_boolean_is_written_in_many_ways(value: Setenv, text: str, meant: bool) -> None:
    value(text)
    assert env.boolean("THING") is meant


def test_words_are_parted_by_commas_or_spaces(value: Setenv) -> None:
    value("one, two  three")
    assert env.words("THING") == ["one", "two", "three"]


def test_a_folder_is_absolute(value: Setenv) -> None:
    value("~/x")
    assert env.folder("THING", Path("/d")) == Path.home() / "x"
    value("y")
    assert env.folder("THING", Path("/d")).is_absolute()


@pytest.mark.parametrize("text", ["https://a.example", "http://127.0.0.1:8000/", "http://[::1]:80"])
def test_an_origin_has_no_slash_at_the_end(value: Setenv, text: str) -> None:
    value(text)
    assert env.origin("THING", "") == text.rstrip("/")


def whole_number() -> int:
    return env.integer("THING", 1, at_least=1, at_most=65535)


def address() -> str:
    return env.url("THING", "", schemes=("redis", "unix"), example="redis://host")


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (whole_number, "eight", "a whole number from 1 to 65535"),
        (whole_number, "0", "a whole number from 1 to 65535"),
        (whole_number, "65536", "a whole number from 1 to 65535"),
        (whole_number, "-1", "a whole number from 1 to 65535"),
        (lambda: env.boolean("THING"), "maybe", "true or false"),
        (lambda: env.origin("THING", ""), "example.org", "a web address"),
        (lambda: env.origin("THING", ""), "https://example.org/path", "a web address"),
        (lambda: env.origin("THING", ""), "https://example.org:port", "a web address"),
        (address, "http://host", "an address such as redis://host"),
        (address, "redis://[broken", "an address such as redis://host"),
    ],
)
def test_what_cannot_be_read_ends_with_one_line(
    value: Setenv, read: Callable[[], Any], text: str, expected: str
) -> None:
    value(text)
    with pytest.raises(SystemExit) as end:
        read()
    line = str(end.value)
    assert line.startswith("bobbin: THING must be ")
    assert expected in line
    assert repr(text) in line
    assert "\n" not in line
