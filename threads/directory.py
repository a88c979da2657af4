"""Whom and what a text may name: one query, limited to who can read where it will stand."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Concat

from accounts.models import User
from threads.access import readers_of, readers_of_channel
from threads.markdown import Directory, Person, Rendered, candidates, render
from threads.models import Channel, ChannelName, CustomEmoji, Thread


def render_for_thread(source: str, thread: Thread) -> Rendered:
    """`source` as HTML for everyone who reads `thread`; at most one query, none when the
    text names nobody and nothing. People who cannot read the thread are not linked."""
    return render(source, directory(source, readers_of(thread)))


def render_for_channel(source: str, channel: Channel) -> Rendered:
    """As `render_for_thread`, before the thread exists."""
    return render(source, directory(source, readers_of_channel(channel)))


def directory(source: str, readers: QuerySet[User]) -> Directory:
    """What `source` names: people among `readers`, public channels under present and former
    names, custom emoji. Private channels are never in it: their names must look like no
    channel's to whoever cannot see them."""
    wanted = candidates(source)
    people: dict[str, Person] = {}
    channels: dict[str, tuple[int, str]] = {}
    emoji: dict[str, str] = {}
    parts = []
    if wanted.handles:
        parts.append(_rows("person", readers.filter(handle__in=wanted.handles), F("handle"), F("name")))
    if wanted.channels:
        public = Channel.objects.filter(is_private=False)
        parts.append(_rows("channel", public.filter(name__in=wanted.channels), F("name"), F("name")))
        former = ChannelName.objects.filter(name__in=wanted.channels, channel__is_private=False).annotate(
            target=F("channel_id")
        )
        parts.append(_rows("former", former, F("name"), F("channel__name"), key="target"))
    if wanted.shortcodes:
        parts.append(
            _rows("emoji", CustomEmoji.objects.filter(name__in=wanted.shortcodes), F("name"), F("name"))
        )
    rows = parts[0].union(*parts[1:], all=True) if parts else []
    for kind, key, name, text in rows:
        if kind == "person":
            people[name] = Person(id=key, handle=name, name=text)
        elif kind == "emoji":
            emoji[name] = CustomEmoji(name=name).get_absolute_url()
        elif kind == "channel" or name not in channels:
            channels[name] = (key, Channel(pk=key, name=text).get_absolute_url())
    return Directory(people=people, channels=channels, emoji=emoji, base_url=settings.BOBBIN_URL)


def _rows(kind: str, rows: QuerySet[Any], name: F, text: F, key: str = "pk") -> QuerySet[Any, Any]:
    """(kind, key, name, text) of each row; the same types for every table, so they unite."""
    empty = Value("", output_field=CharField())
    return rows.order_by().values_list(
        Value(kind, output_field=CharField()),
        F(key),
        Concat(name, empty, output_field=CharField()),
        Concat(text, empty, output_field=CharField()),
    )
