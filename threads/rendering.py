"""Messages as HTML for pages, rendered once for everyone who reads them in the same zone and
language on the same day.

Rendering the partial is most of a thread page's cost, and the same fifty messages are read by
many. Everything that the partial shows is in the key, so nothing is ever shown stale; a
message that changes takes a new place and the old one falls out.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from threads.models import Message

MOST = 4_000

_kept: OrderedDict[Hashable, SafeString] = OrderedDict()
_lock = Lock()


def article(message: Message) -> SafeString:
    """The message's partial, in the active zone and language. `message` comes with its author
    and its `shown_reactions` (threads.queries.messages)."""
    key = _key(message)
    with _lock:
        if found := _kept.get(key):
            _kept.move_to_end(key)
            return found
    html = render_to_string("threads/messages/_message.html", {"message": message})
    with _lock:
        _kept[key] = html
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return html


def _key(message: Message) -> Hashable:
    author = message.author
    return (
        message.client_id,
        message.change_seq,
        message.renderer_version,
        (author.handle, author.name, author.hue, author.avatar_url, author.place, author.time_zone),
        tuple(
            (reaction.emoji, reaction.user_id, reaction.user.name)
            for reaction in getattr(message, "shown_reactions", ())
        ),
        tuple(tuple(row.values()) for row in getattr(message, "item_rows", ())),
        timezone.get_current_timezone_name(),
        timezone.localdate(),
        translation.get_language(),
    )
