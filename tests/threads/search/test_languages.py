"""Words are found in any form that the organization's language gives them."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Organization, User
from tests.factories import make_thread, post
from threads.search.results import find, prepared

pytestmark = pytest.mark.django_db


def found(user: User, text: str) -> list[int]:
    groups = find(prepared(user, text, date(2026, 11, 22))).groups
    return sorted((hit.message or 0) for group in groups for hit in group.hits)


def test_another_language_stems_otherwise_once_the_index_is_made_anew(alice: User) -> None:
    thread = make_thread(alice)
    houses = post(alice, thread, "Die Häuser stehen am Fluss.")
    assert found(alice, "Haus ") == []
    told = StringIO()
    call_command("rebuild_search", locale="de", stdout=told)
    assert "3 messages, titles and outcomes can be found." in told.getvalue()
    assert found(alice, "Haus ") == [houses.pk]
    # And whatever is written from now on.
    later = post(alice, thread, "Das Häuschen, viele Häuser.")
    assert found(alice, "haus ") == [houses.pk, later.pk]


def test_a_word_as_it_stands_is_found_before_the_index_is_made_anew(alice: User) -> None:
    message = post(alice, make_thread(alice), "The connectors leak.")
    Organization.objects.update(locale="ru")
    assert found(alice, "connectors ") == [message.pk]
    Organization.objects.update(locale="xx")
    assert found(alice, "connectors ") == [message.pk]


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("strasse", True),
        ("Straße", True),
        ("uber", True),
        ("ÜBER", True),
        ("Ngata", True),
        ("report.pdf", True),
        ("report", True),
        ("2.3.7", True),
        ("2.7.3", False),
        ("--to", True),
        ("kisumu-w1", True),
        ('"w1 kisumu"', False),
        ("москва", True),
        ("日本語", True),
        ("'; DROP TABLE", False),
        ("\\ & | ! ( ) <-> :*", False),
    ],
)
def test_names_code_and_other_scripts(alice: User, typed: str, finds: bool) -> None:
    text = "Über die Straße: Aroha Ngāta, report.pdf, `rillctl --group kisumu-w1 --to 2.3.7`, МОСКВА, 日本語"
    message = post(alice, make_thread(alice), text)
    assert found(alice, f"{typed} ") == ([message.pk] if finds else [])


def test_no_phrase_reaches_around_the_end_of_a_text(alice: User) -> None:
    message = post(alice, make_thread(alice), "Flood the seal")
    assert found(alice, '"the seal"') == [message.pk]
    assert found(alice, '"seal flood"') == []
