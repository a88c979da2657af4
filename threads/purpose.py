"""A channel's purpose as one paragraph, with the channels and people that it names linked."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe

from threads.directory import render_for_channel
from threads.models import Channel

_INLINE = nh3.Cleaner(
    tags={"a", "code", "em", "img", "s", "span", "strong"},
    attributes={
        "a": {"class", "href", "rel", "data-user", "data-ref", "data-bare"},
        "img": {"class", "alt", "src", "width", "height"},
        "span": {"class", "data-name"},
    },
    link_rel=None,
)


def purpose_html(channel: Channel) -> SafeString:
    """What `threads.markdown` makes of it, less all blocks: a heading or a list in a purpose
    is its words. At most one query."""
    if not channel.purpose:
        return SafeString("")
    html = render_for_channel(channel.purpose, channel).html
    return mark_safe(_INLINE.clean(html))  # noqa: S308 - cleaned here, after the renderer's own cleaning
