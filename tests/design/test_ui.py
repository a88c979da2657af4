"""The tags of `{% load ui %}` and the field partial."""

from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from accounts.templatetags.ui import avatar, icon, logo, moment


def render(text: str, **context: object) -> str:
    return Template("{% load ui %}" + text).render(Context(context))


def asha(**fields: object) -> User:
    return User(name="Asha Raman", handle="asha", hue=8, **fields)


def test_an_icon_points_into_the_sprite_and_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"><use href="/static/img/icons' in icon("hash")
    assert '#hash"/>' in icon("hash")
    assert '#bobbin"/>' in logo()


def test_an_avatar_is_initials_on_a_hue_in_three_sizes() -> None:
    assert avatar(asha()) == '<span class="avatar" data-hue="8" aria-hidden="true">AR</span>'
    assert 'class="avatar avatar--small"' in avatar(asha(), "small")
    assert 'class="avatar avatar--large"' in avatar(asha(), "large")
    assert '<i class="presence" data-hours="off"></i>' in avatar(asha(), hours="off")


def test_an_uploaded_picture_takes_the_place_of_the_initials() -> None:
    person = SimpleNamespace(
        avatar="avatars/a.webp", avatar_url="/people/asha/avatar/?v=1", hue=8, initials="AR"
    )
    html = avatar(person)  # type: ignore[arg-type]
    assert 'src="/people/asha/avatar/?v=1"' in html
    assert ">AR<" not in html


def test_a_name_cannot_break_out_of_its_avatar() -> None:
    assert "<b" not in avatar(User(name="<b <i", handle="x", hue=1))


def test_a_moment_carries_utc_and_is_written_in_the_active_zone() -> None:
    with timezone.override(ZoneInfo("America/Denver")):
        html = moment(datetime(2026, 11, 23, 4, 20, tzinfo=UTC))
    assert html.startswith('<time datetime="2026-11-23T04:20:00Z" data-moment="full">')
    assert "21:20</time>" in html


def test_the_city_of_a_person_without_one_is_that_of_the_zone() -> None:
    assert render("{% city user %}", user=asha(city="Bengaluru")) == "Bengaluru"
    assert render("{% city user %}", user=asha(time_zone="America/New_York")) == "New York"


class Sample(forms.Form):
    title = forms.CharField(help_text="One topic")
    keep = forms.BooleanField(label="Keep me signed in", required=False)
    level = forms.ChoiceField(choices=[("a", "All"), ("m", "Mentions")], widget=forms.RadioSelect)
    note = forms.CharField(widget=forms.Textarea(attrs={"class": "input--small"}), required=False)


def field(name: str, data: dict[str, str] | None = None) -> str:
    return render_to_string("shared/_field.html", {"field": Sample(data)[name]})


def test_a_field_shows_its_label_control_and_hint_tied_together() -> None:
    html = field("title")
    assert '<label class="field__label" for="id_title">Title</label>' in html
    assert 'class="input"' in html
    assert 'aria-describedby="id_title_helptext"' in html
    assert '<p class="field__hint" id="id_title_helptext">One topic</p>' in html
    assert "aria-invalid" not in html


def test_a_field_with_an_error_says_so_in_words_and_in_aria() -> None:
    html = field("title", {"title": ""})
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert "This field is required." in html


def test_a_checkbox_stands_before_its_label_and_is_no_box_to_write_in() -> None:
    html = field("keep")
    assert '<label class="check"><input type="checkbox"' in html
    assert 'class="input"' not in html


def test_radio_buttons_are_one_group_under_a_legend() -> None:
    html = field("level", {})
    assert '<legend class="field__label">Level</legend>' in html
    assert html.count('type="radio"') == 2
    assert "aria-describedby" in html


def test_a_widget_keeps_the_classes_of_its_own() -> None:
    assert 'class="input input--small"' in field("note")


def test_errors_of_the_whole_form_are_an_alert() -> None:
    form = Sample({"title": "x", "level": "a"})
    form.add_error(None, "That did not work.")
    assert 'role="alert"' in render_to_string("shared/_errors.html", {"form": form})
    assert render_to_string("shared/_errors.html", {"form": Sample()}).strip() == ""
