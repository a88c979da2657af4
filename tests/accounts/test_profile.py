"""Your profile, your picture, and what others see of you."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.test import Client
from PIL import Image
from pytest_django import Settings

from accounts import acquaintances
from accounts.models import User
from tests.cast import signed_in

FORM = {
    "name": "Bob Santos",
    "said_like": "bob SAN-tosh",
    "handle": "bob.santos",
    "pronouns": "he/him",
    "title": "Field engineer",
    "city": "Porto",
    "ask_about": "pumps",
    "way_of_working": "Write it all in one message.",
    "time_zone": "Asia/Calcutta",
    "locale": "en",
    "theme": "dark",
    "shortcuts": "on",
}


@pytest.fixture(autouse=True)
def own_media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def only_introduced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guests know nobody, whatever other apps say."""
    monkeypatch.setattr(acquaintances, "_introductions", {})


class TestProfile:
    def test_is_saved(self, bob: User) -> None:
        client = signed_in(bob)
        assert client.post("/profile/", FORM).status_code == 302
        bob.refresh_from_db()
        for field in ("name", "said_like", "handle", "pronouns", "title", "city", "ask_about", "theme"):
            assert getattr(bob, field) == FORM[field]
        assert bob.time_zone == "Asia/Kolkata"
        assert bob.shortcuts

    def test_its_words_and_clock_are_used_at_once(self, bob: User) -> None:
        client = signed_in(bob)
        client.post("/profile/", FORM)
        page = client.get("/profile/").content.decode()
        assert 'data-theme="dark"' in page
        assert 'data-time-zone="Asia/Kolkata"' in page

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"handle": "Bob Santos"}, "Use small letters"),
            ({"handle": "-bob"}, "Use small letters"),
            ({"handle": "bob\n"}, None),
            ({"handle": "carol"}, "Somebody else has this handle."),
            ({"handle": "x" * 31}, "at most 30 characters"),
            ({"name": ""}, "This field is required."),
            ({"name": "x" * 81}, "at most 80 characters"),
            ({"time_zone": "Europe/Atlantis"}, "Choose a time zone"),
            ({"locale": "xx"}, "Select a valid choice"),
            ({"theme": "pink"}, "Select a valid choice"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, bob: User, carol: User, wrong: dict[str, str], says: str | None
    ) -> None:
        answer = signed_in(bob).post("/profile/", FORM | wrong)
        bob.refresh_from_db()
        if says is None:
            # A line break at the end is what a browser may add, and is taken off.
            assert bob.handle == "bob"
            return
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert bob.handle == "bob"
        assert bob.title == ""

    def test_nobody_changes_their_role_or_address_here(self, bob: User) -> None:
        signed_in(bob).post(
            "/profile/", FORM | {"role": "owner", "email": "boss@rill.example", "is_active": "", "hue": "3"}
        )
        bob.refresh_from_db()
        assert (bob.role, bob.email, bob.is_active) == ("member", "bob@rill.example", True)

    def test_asks_for_the_forms_token(self, bob: User) -> None:
        assert signed_in(bob, enforce_csrf_checks=True).post("/profile/", FORM).status_code == 403


class TestPicture:
    def test_is_made_anew_and_shown_to_colleagues(self, bob: User, carol: User) -> None:
        signed_in(bob).post("/profile/", FORM | {"picture": upload(picture())})
        bob.refresh_from_db()
        answer = signed_in(carol).get(bob.avatar_url)
        assert answer.status_code == 200
        made = Image.open(BytesIO(answer.content))
        assert (made.format, made.size) == ("WEBP", (256, 256))
        assert answer["Content-Type"] == "image/webp"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"] == "inline"
        assert "private" in answer["Cache-Control"]
        assert "immutable" in answer["Cache-Control"]

    def test_a_new_one_has_a_new_address_and_the_old_file_goes(
        self, bob: User, django_capture_on_commit_callbacks: pytest.FixtureRequest
    ) -> None:
        client = signed_in(bob)
        client.post("/profile/", FORM | {"picture": upload(picture())})
        before = User.objects.get(pk=bob.pk)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            client.post("/profile/", FORM | {"picture": upload(picture("red"))})
        after = User.objects.get(pk=bob.pk)
        assert before.avatar_url != after.avatar_url
        assert not default_storage.exists(str(before.avatar))
        assert default_storage.exists(str(after.avatar))
        assert "no-store" in client.get(before.avatar_url)["Cache-Control"]

    def test_is_removed(self, bob: User, django_capture_on_commit_callbacks: pytest.FixtureRequest) -> None:
        client = signed_in(bob)
        client.post("/profile/", FORM | {"picture": upload(picture())})
        address = User.objects.get(pk=bob.pk).avatar_url
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            client.post("/profile/", FORM | {"remove_picture": "1"})
        assert User.objects.get(pk=bob.pk).avatar_url == ""
        assert client.get(address).status_code == 404

    def test_the_uploaders_file_name_is_forgotten(self, bob: User) -> None:
        signed_in(bob).post("/profile/", FORM | {"picture": upload(picture(), "../../etc/<b>passwd.html")})
        name = str(User.objects.get(pk=bob.pk).avatar)
        assert name.startswith("avatars/")
        assert name.endswith(".webp")
        assert "passwd" not in name

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "not a picture we can read"),
            (b"GIF89a<script>alert(1)</script>", "not a picture we can read"),
            (b"", "empty"),
            (b"\x89PNG" + b"\0" * (5 * 1024 * 1024), "too large"),
        ],
    )
    def test_what_is_no_picture_is_refused(self, bob: User, content: bytes, says: str) -> None:
        answer = signed_in(bob).post("/profile/", FORM | {"picture": upload(content)})
        assert answer.status_code == 422
        assert says in answer.content.decode()
        bob.refresh_from_db()
        assert not bob.avatar
        assert bob.title == ""

    def test_whoever_is_not_signed_in_does_not_see_it(self, bob: User, client: Client) -> None:
        signed_in(bob).post("/profile/", FORM | {"picture": upload(picture())})
        address = User.objects.get(pk=bob.pk).avatar_url
        assert client.get(address).status_code == 302

    def test_none_and_nobody_are_the_same(self, bob: User, carol: User) -> None:
        client = signed_in(bob)
        assert client.get("/people/carol/avatar/").status_code == 404
        assert client.get("/people/nobody/avatar/").status_code == 404


class TestPersonPage:
    def test_shows_who_and_where(self, bob: User, carol: User) -> None:
        User.objects.filter(pk=carol.pk).update(title="Hydrologist", pronouns="she/her")
        page = signed_in(bob).get("/people/carol/").content.decode()
        for text in ("Carol Ngata", "@carol", "Hydrologist", "she/her", "Auckland"):
            assert text in page
        assert "carol@rill.example" not in page

    def test_a_guest_sees_only_whom_they_were_brought_together_with(
        self, gina: User, bob: User, carol: User, only_introduced: None
    ) -> None:
        signed_in(bob).post("/profile/", FORM | {"handle": "bob", "picture": upload(picture())})
        client = signed_in(gina)
        assert client.get("/people/gina/").status_code == 200
        assert client.get("/people/bob/").status_code == 404
        assert client.get("/people/bob/avatar/").status_code == 404
        acquaintances.introduce("test", lambda guest: Q(handle="bob"))
        assert client.get("/people/bob/").status_code == 200
        assert client.get("/people/bob/avatar/").status_code == 200
        assert client.get("/people/carol/").status_code == 404

    def test_nobody_is_not_found(self, bob: User) -> None:
        assert signed_in(bob).get("/people/nobody/").status_code == 404

    def test_somebody_who_left_is_still_named(self, bob: User, carol: User) -> None:
        User.objects.filter(pk=carol.pk).update(is_active=False, deactivated_at=carol.joined_at)
        assert "No longer here" in signed_in(bob).get("/people/carol/").content.decode()


def upload(content: bytes, name: str = "me.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


def picture(colour: str = "teal") -> bytes:
    file = BytesIO()
    Image.new("RGB", (400, 300), colour).save(file, "PNG")
    return file.getvalue()
