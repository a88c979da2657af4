"""Template tags for what is drawn again and again: icons, avatars, moments."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from django import forms, template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.moments import Style, write_moment

register = template.Library()


@register.simple_tag
@cache  # a page of messages has hundreds
def icon(name: str) -> SafeString:
    """A Lucide icon of static/img/icons.svg. Decoration: the word beside it is the meaning."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
@cache
def logo() -> SafeString:
    """Bobbin's mark: a spool, its thread running on."""
    return format_html(
        '<svg class="logo" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-linecap="round" aria-hidden="true"><use href="{}#bobbin"/></svg>',
        static("img/icons.svg"),
    )


@register.simple_tag
def avatar(user: User, size: str = "", hours: str = "") -> SafeString:
    """Somebody's picture, else initials on their colour. `size` is "", "small" or "large".

    `hours` ("on", "off" or "leave") adds the mark of their working time. Hidden from screen
    readers: the name always stands beside it.
    """
    return format_html(
        '<span class="avatar{}" data-hue="{}" aria-hidden="true">{}{}</span>',
        f" avatar--{size}" if size else "",
        user.hue,
        _face(user),
        format_html('<i class="presence" data-hours="{}"></i>', hours) if hours else "",
    )


def _face(user: User) -> str:
    if not user.avatar:
        return user.initials
    return format_html('<img class="avatar__image" src="{}" alt="" width="40" height="40">', user.avatar_url)


@register.simple_tag
def moment(at: datetime, style: Style = "full") -> SafeString:
    """A time in the active zone: "Thu 02:40", or for lists "brief" or "day".

    static/js/moment.js writes it again in the viewer's own zone, so that one rendering may go
    to many people.
    """
    return format_html(
        '<time datetime="{}" data-moment="{}">{}</time>',
        f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        style,
        write_moment(timezone.localtime(at), timezone.localtime(), style),
    )


@register.simple_tag
def city(user: User) -> str:
    """Where somebody is: their city, else the city of their time zone."""
    return user.place


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A form field's widget, dressed as the design's `.input` where it is a box to write in.

    Django adds `aria-invalid` and the `aria-describedby` that shared/_field.html answers.
    """
    widget = field.field.widget
    if field.is_hidden or isinstance(widget, _BARE):
        return field.as_widget()
    classes = f"input {widget.attrs.get('class', '')}".strip()
    return field.as_widget(attrs={"class": classes})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


_BARE = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)
