"""The mail itself: what a real server takes, and what mail programs make of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from accounts.models import Organization, User
from notifications.digest import plans
from notifications.digest.mail import Letter
from notifications.digest.preview import preview
from notifications.digest.send import send_due
from notifications.models import Digest, DigestPlan, Unsubscription
from tests.factories import make_channel, make_direct, make_thread, post
from tests.notifications.conftest import Clock
from tests.notifications.smtp_server import smtp_server
from threads.actions.change_thread import resolve_thread
from threads.actions.mark_read import follow_thread
from threads.actions.post_message import post_message

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MONDAY_9 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GMAIL_CLIPS_AT = 102_000
# What mail programs leave out or refuse.
REFUSED = {"script", "link", "form", "input", "iframe", "object", "svg", "video", "audio", "base", "img"}


@pytest.fixture
def full(clock: Clock, alice: User, bob: User) -> Letter:
    """bob's on Monday: every section has something."""
    clock.to(FRIDAY)
    channel = make_channel(alice, name="pumps", members=[bob])
    channel.memberships.update(joined_at=FRIDAY, caught_up_at=FRIDAY - timedelta(hours=1))
    plans.replan([bob.pk])
    DigestPlan.objects.update(starts_at=FRIDAY - timedelta(hours=1))
    for number in range(6):
        asked = make_thread(alice, channel=channel, title=f"Asked {number} <b>&")
        post_message(author=alice, thread=asked, text=f"@{bob.handle} which one?", urgency="norm")
    named = make_thread(alice, channel=channel, title="Named")
    post(alice, named, f"thanks to @{bob.handle} <script>alert(1)</script>")
    make_direct(alice, [bob], title="Direct", text="Hello.")
    decided = make_thread(alice, channel=channel, title="Decided")
    resolve_thread(actor=alice, thread=decided, outcome="We do **it**.")
    followed = make_thread(alice, channel=channel, title="Followed")
    follow_thread(user=bob, thread=followed, following=True)
    for number in range(4):
        make_thread(alice, channel=channel, title=f"New {number}")
    clock.to(MONDAY_9)
    made = preview(bob, MONDAY_9)
    assert made
    return made


class Page(HTMLParser):
    """Tags with their attributes, and the text outside style and what is hidden."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._in_style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        self.words += "" if self._in_style else data


def test_mail_programs_understand_all_of_it(full: Letter) -> None:
    html = full.mail.html
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(html)
    page = Page(html)
    assert not REFUSED & {tag for tag, _ in page.tags}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert "url(" not in html
    assert "@import" not in html
    assert len(html.encode()) < GMAIL_CLIPS_AT
    widths = [int(width) for _, attrs in page.tags if (width := attrs.get("width") or "").isdigit()]
    assert widths
    assert max(widths) <= 600
    assert all(attrs.get("role") == "presentation" for tag, attrs in page.tags if tag == "table")
    assert [attrs["lang"] for tag, attrs in page.tags if tag == "html"] == ["en"]


def test_it_reads_without_its_style_sheet(full: Letter) -> None:
    """Programs that drop it still show the light theme: everything has its colour inline."""
    bare = re.sub(r"<style>.*?</style>", "", full.mail.html, flags=re.DOTALL)
    page = Page(bare)
    texts = [attrs for tag, attrs in page.tags if tag in {"a", "span", "h1", "h2"}]
    assert texts
    assert all("color:" in (attrs.get("style") or "") for attrs in texts if "lang" not in attrs)


def test_every_link_leads_to_the_organization(full: Letter) -> None:
    Organization.objects.update(address="https://team.example")
    bob = User.objects.get(handle="bob")
    made = preview(bob, MONDAY_9)
    assert made
    links = [attrs["href"] or "" for tag, attrs in Page(made.mail.html).tags if tag == "a"]
    assert len(links) > 10
    assert all(link.startswith("https://team.example/") for link in links)
    with override_settings(ALLOWED_HOSTS=["*"]):
        reader = Client()
        reader.force_login(bob)
        for link in sorted(set(links)):
            path = link.removeprefix("https://team.example").partition("#")[0]
            assert reader.get(path, follow=True).status_code == 200, path


def test_the_plain_text_says_everything_that_the_page_says(full: Letter) -> None:
    text = full.mail.text
    for tag, attrs in Page(full.mail.html).tags:
        if tag == "a":
            assert str(attrs["href"]) in text
    assert "Asked 0 <b>&" in text
    for words in ("Needs your reply (6)", "1 mention, 1 direct thread", "We do it.", "Followed, 1 new"):
        assert words in text


def test_hostile_words_stay_words(full: Letter) -> None:
    assert "<script" not in full.mail.html
    assert "Asked 0 &lt;b&gt;&amp;" in full.mail.html
    assert "\n" not in full.mail.subject


def test_a_real_server_takes_it_with_its_headers(full: Letter, clock: Clock, bob: User) -> None:
    DigestPlan.objects.filter(user=bob).update(next_at=MONDAY_9)
    DigestPlan.objects.exclude(user=bob).update(next_at=None)
    with smtp_server() as server:
        assert send_due() == 1
    [mail] = server.mails
    assert mail["To"] == bob.email
    assert mail["Subject"] == "Monday, 23 November: 6 threads need your reply"
    assert re.fullmatch(r"<[0-9a-f]{32}@\S+>", mail["Message-ID"])
    assert mail["Message-ID"] == full.message.extra_headers["Message-ID"]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["List-Id"].startswith("<digest.")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_unsubscribing_takes_one_post_and_looking_changes_nothing(full: Letter, bob: User) -> None:
    link = full.message.extra_headers["List-Unsubscribe"].strip("<>")
    path = "/" + link.split("/", 3)[3]
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200
    assert not Unsubscription.objects.exists()
    answer = stranger.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Unsubscription.objects.filter(user=bob, kind="digest").exists()


@pytest.mark.parametrize("kind", ["eml", "html", "txt"])
def test_the_command_writes_a_preview_and_sends_nothing(full: Letter, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"digest.{kind}"
    call_command("send_digest", user="bob", preview=True, output=file)
    assert "Open your inbox" in file.read_text()
    assert not Digest.objects.exists()


def test_the_command_sends_what_is_due_and_says_when_nothing_is(
    full: Letter, bob: User, capsys: pytest.CaptureFixture[str]
) -> None:
    DigestPlan.objects.filter(user=bob).update(next_at=MONDAY_9)
    call_command("send_digest", user=bob.email)
    call_command("send_digest", user=bob.email)
    said = capsys.readouterr().out
    assert "The digest of Bob Santos for 2026-11-23: sent." in said
    assert "is due: 2026-11-24 09:00 UTC." in said


def test_the_command_refuses_whom_it_does_not_know(organization: Organization) -> None:
    with pytest.raises(CommandError, match="Nobody active"):
        call_command("send_digest", user="nobody", preview=True)
