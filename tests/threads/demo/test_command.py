"""`manage.py demo`, with a small story in place of the whole one where its size does not matter."""

from __future__ import annotations

import stat
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import Organization, User
from threads.demo.library import CONTENT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.BOBBIN_DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ON_LOOPBACK = True
    return tmp_path


@pytest.fixture(autouse=True)
def short_story(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what was written by hand in three channels; drafts stand in threads of theirs."""
    monkeypatch.setattr("threads.demo.library.every_log", lambda company, story: [])


def demo(**options: str | bool) -> str:
    told = StringIO()
    call_command("demo", stdout=told, **options)
    return told.getvalue()


def test_it_tells_who_signs_in_and_with_what(folder: Path) -> None:
    told = demo()
    password = (folder / "demo-password").read_text().strip()
    assert f"with the password {password} as one of" in told
    first, *_others = [row for row in told.splitlines() if "@rill.example" in row]
    assert "lena@rill.example" in first
    assert told.count("@") == User.objects.filter(is_active=True).count()
    assert User.objects.get(handle="lena").check_password(password)


def test_the_password_is_another_one_each_time_and_for_its_owner_alone(folder: Path) -> None:
    file = folder / "demo-password"
    file.write_text("of an earlier company")
    file.chmod(0o644)
    demo()
    assert file.read_text().strip() != "of an earlier company"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text().strip()) >= 16


def test_a_password_may_be_given() -> None:
    assert "with the password fourteen otters swim as one of" in demo(password="fourteen otters swim")


def test_it_is_told_again_on_request(folder: Path) -> None:
    first = demo()
    again = demo(show=True)
    assert again and again in first


def test_without_a_company_there_is_nothing_to_tell() -> None:
    assert demo(show=True) == "No fictional company was filled in here.\n"


def test_an_organization_of_its_own_is_not_shown_with_an_old_password(folder: Path) -> None:
    Organization.objects.create(name="Real people")
    (folder / "demo-password").write_text("left over")
    assert "left over" not in demo(show=True)


def test_it_refuses_where_there_is_an_organization(folder: Path) -> None:
    Organization.objects.create(name="Real people")
    with pytest.raises(CommandError, match="There is an organization already") as refusal:
        demo()
    assert "\n" not in str(refusal.value)
    assert not (folder / "demo-password").exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("show", [True, False])
def test_it_refuses_where_others_can_come(settings: Settings, show: bool) -> None:
    settings.ON_LOOPBACK, settings.BOBBIN_URL = False, "https://team.example"
    with pytest.raises(CommandError, match=r"this machine only.*https://team\.example") as refusal:
        demo(show=show)
    assert "\n" not in str(refusal.value)
    assert not Organization.objects.exists()


def test_it_can_be_filled_in_as_of_another_moment() -> None:
    demo(at="2026-11-23T04:20")
    thread = User.objects.get(handle="asha").threads.get(title__startswith="Roll out firmware")
    assert thread.last_activity_at.isoformat() == "2026-11-23T03:55:00+00:00"


def test_the_story_is_part_of_what_is_installed() -> None:
    assert (CONTENT / "firmware" / "kisumu-rollout.md").is_file()
