"""What `@`, `#` and `:` complete to: never anything that the person may not see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from threads.access import visible_channels
from threads.markdown.emoji import shortcodes
from threads.models import CustomEmoji

MOST = 8


@dataclass(frozen=True)
class Completion:
    """`insert` replaces what was typed; `label` and `detail` are shown. A person has `hue`
    and `initials`, an emoji has `symbol` or `image`."""

    insert: str
    label: str
    detail: str = ""
    hue: int = 0
    initials: str = ""
    symbol: str = ""
    image: str = ""


def people(among: QuerySet[User], typed: str) -> list[Completion]:
    """By the beginning of a handle or of any part of the name."""
    rows = among.filter(
        Q(handle__startswith=typed.lower()) | Q(name__istartswith=typed) | Q(name__icontains=f" {typed}")
    )
    return [
        Completion(
            f"@{person.handle}",
            person.name,
            f"@{person.handle}",
            hue=person.hue,
            initials=person.initials,
        )
        for person in rows.order_by("name", "pk")[:MOST]
    ]


def channels(user: User, typed: str) -> list[Completion]:
    rows = visible_channels(user).filter(name__startswith=typed.lower(), archived_at=None)
    return [
        Completion(f"#{channel.name}", f"#{channel.name}", channel.purpose[:80])
        for channel in rows.order_by("name")[:MOST]
    ]


def emoji(typed: str) -> list[Completion]:
    """Custom ones first, then Unicode; names that begin so before names that contain it."""
    typed = typed.lower()
    custom = CustomEmoji.objects.filter(name__contains=typed).order_by("name")[:MOST]
    found = [Completion(f":{own.name}:", f":{own.name}:", image=own.get_absolute_url()) for own in custom]
    names = shortcodes()
    matching = [name for name in names if name.startswith(typed)]
    matching += [name for name in names if typed in name and not name.startswith(typed)]
    seen: set[str] = set()
    for name in matching:
        if len(found) >= MOST:
            break
        if names[name] not in seen:
            seen.add(names[name])
            found.append(Completion(names[name], f":{name}:", symbol=names[name]))
    return found
