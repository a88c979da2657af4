"""Pages travel compressed where that gives nothing away (config/compression.py)."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client

from accounts.models import User
from tests.cast import signed_in
from tests.factories import make_channel, make_thread, post
from threads.models import Thread

pytestmark = pytest.mark.django_db

ASKED = {"Accept-Encoding": "gzip, br"}


@pytest.fixture
def thread(alice: User) -> Thread:
    thread = make_thread(alice, channel=make_channel(alice))
    for _ in range(5):
        post(alice, thread)
    return thread


@pytest.fixture
def browser(alice: User) -> Client:
    return signed_in(alice)


def test_a_page_comes_compressed_and_whole(browser: Client, thread: Thread) -> None:
    plain = browser.get(thread.get_absolute_url())
    assert not plain.has_header("Content-Encoding")
    answer = browser.get(thread.get_absolute_url(), headers=ASKED)
    assert answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"]
    assert len(answer.content) < len(plain.content) / 2
    assert gzip.decompress(answer.content).count(b'<article class="msg"') == 6


def test_two_answers_of_one_page_differ_in_length(browser: Client, thread: Thread) -> None:
    sizes = {len(browser.get(thread.get_absolute_url(), headers=ASKED).content) for _ in range(12)}
    assert len(sizes) > 1


def test_what_the_address_brought_along_is_not_compressed(browser: Client, thread: Thread) -> None:
    answer = browser.get(thread.get_absolute_url(), {"at": 2}, headers=ASKED)
    assert answer.status_code == 200
    assert not answer.has_header("Content-Encoding")


def test_what_is_sent_with_a_form_is_not_answered_compressed(browser: Client, thread: Thread) -> None:
    answer = browser.post(f"/t/{thread.pk}/messages/", {"text": ""}, headers=ASKED)
    assert answer.status_code == 422
    assert not answer.has_header("Content-Encoding")
