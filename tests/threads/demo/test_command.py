"""`manage.py demo`: what it tells, and where it refuses."""

from __future__ import annotations

import stat
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.actions.add_person import add_person
from accounts.models import Organization, User
from threads.demo.fill import Filled
from threads.demo.library import CONTENT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.BOBBIN_DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ON_LOOPBACK = True
    return tmp_path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One person in place of the whole story; what fill makes is tested elsewhere."""

    def fill(*, now: datetime, password: str) -> Filled:
        Organization.objects.create(name="Rill")
        add_person(email="lena@rill.example", name="Lena Ortiz", handle="lena", password=password)
        return Filled(people=1, channels=0, threads=0, messages=0)

    monkeypatch.setattr("threads.management.commands.demo.fill", fill)


def demo(*arguments: str) -> str:
    told = StringIO()
    call_command("demo", *arguments, stdout=told)
    return told.getvalue()


def test_it_tells_who_signs_in_and_with_what(folder: Path) -> None:
    told = demo("--at", "2026-11-23T04:20")
    password = (folder / "demo-password").read_text().strip()
    assert f"with the password {password} as one of" in told
    first, *others = [row for row in told.splitlines() if "@" in row]
    assert "lena@rill.example" in first
    assert len(others) + 1 == User.objects.filter(is_active=True).count() >= 12
    assert User.objects.get(handle="maya").check_password(password)
    thread = User.objects.get(handle="asha").threads.get(title__startswith="Roll out firmware")
    assert thread.last_activity_at.isoformat() == "2026-11-23T03:55:00+00:00"


def test_the_password_is_another_one_each_time_and_for_its_owner_alone(folder: Path, small: None) -> None:
    file = folder / "demo-password"
    file.write_text("of an earlier company")
    file.chmod(0o644)
    demo()
    assert file.read_text().strip() != "of an earlier company"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text().strip()) >= 16


def test_a_password_may_be_given(small: None) -> None:
    assert "with the password fourteen otters swim as one of" in demo("--password", "fourteen otters swim")


def test_it_is_told_again_on_request(folder: Path, small: None) -> None:
    first = demo()
    again = demo("--show")
    assert again
    assert again in first


def test_without_a_company_there_is_nothing_to_tell() -> None:
    assert demo("--show") == "No fictional company was filled in here.\n"


def test_an_organization_of_its_own_is_not_shown_with_an_old_password(folder: Path) -> None:
    Organization.objects.create(name="Real people")
    (folder / "demo-password").write_text("left over")
    assert "left over" not in demo("--show")


def test_it_refuses_where_there_is_an_organization(folder: Path) -> None:
    Organization.objects.create(name="Real people")
    with pytest.raises(CommandError, match="There is an organization already") as refusal:
        demo()
    assert "\n" not in str(refusal.value)
    assert not (folder / "demo-password").exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("arguments", [[], ["--show"]])
def test_it_refuses_where_others_can_come(settings: Settings, arguments: list[str]) -> None:
    settings.ON_LOOPBACK, settings.BOBBIN_URL = False, "https://team.example"
    with pytest.raises(CommandError, match=r"this machine only.*https://team\.example") as refusal:
        demo(*arguments)
    assert "\n" not in str(refusal.value)
    assert not Organization.objects.exists()


def test_the_story_is_part_of_what_is_installed() -> None:
    assert (CONTENT / "firmware" / "kisumu-rollout.md").is_file()
