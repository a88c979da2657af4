"""What the thread's templates ask Python for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.wall_clock import zone_or_utc
from threads.action_items import ShownItem, items_of
from threads.models import Message, Reaction, ThreadEntry
from threads.reactions import ReactionCount, counted
from threads.rendering import article

register = template.Library()


@register.filter
def rendered(html: str) -> SafeString:
    """Stored HTML that `threads.markdown` made and sanitised; nothing else may come here."""
    return mark_safe(html)  # noqa: S308 - the one door for rendered markdown


@register.filter
def reaction_counts(message: Message) -> list[ReactionCount]:
    """Counted reactions; a message that was just made has none and asks no query."""
    reactions: Iterable[Reaction] = getattr(message, "shown_reactions", ())
    return counted(reactions)


@register.filter
def action_items(message: Message) -> list[ShownItem]:
    """What was agreed on in it; a message that was just made holds nothing and asks no query."""
    return items_of(message)


@register.simple_tag
def message_article(message: Message) -> SafeString:
    """The message's partial, kept for the next who reads it."""
    return article(message)


@register.filter
def after(entries: dict[int, list[ThreadEntry]], number: int) -> list[ThreadEntry]:
    """The system entries that stand after message `number`."""
    return entries.get(number, [])


@register.simple_tag
def emoji(text: str) -> SafeString:
    """A reaction's emoji: the character, or the image of a custom one."""
    if not text.startswith(":"):
        return format_html('<span aria-hidden="true">{}</span>', text)
    address = reverse("custom-emoji-image", args=[text.strip(":")])
    return format_html('<img class="emoji" src="{}" alt="{}" width="20" height="20">', address, text)


@register.simple_tag
def author_clock(message: Message) -> SafeString:
    """ "15:10 in Bengaluru": the time where the author is, with the day where it differs.

    static/js/viewer.js hides it from whoever shares the author's clock.
    """
    author = message.author
    there = message.created_at.astimezone(zone_or_utc(author.time_zone))
    here = timezone.localtime(message.created_at)
    pattern = "H:i" if there.date() == here.date() else "D H:i"
    text = _("%(time)s in %(place)s") % {
        "time": date_format(there, pattern),
        "place": author.place,
    }
    return format_html(
        '<span class="msg__time u-wide" data-clock="{}" data-zone="{}" data-place="{}">{}</span>',
        message.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        author.time_zone,
        author.place,
        text,
    )
