"""Pure: reactions of one message, counted by emoji for everyone alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from threads.models import Reaction

QUICK = (
    ("👍", _("Got it")),
    ("✅", _("Done")),
    ("👀", _("Looking")),
    ("🙏", _("Thanks")),
)


@dataclass(frozen=True)
class ReactionCount:
    """`people` are (id, name) in the order they reacted; the viewer is not treated apart."""

    emoji: str
    people: tuple[tuple[int, str], ...]

    @property
    def count(self) -> int:
        return len(self.people)

    @property
    def user_ids(self) -> str:
        return " ".join(str(person) for person, _ in self.people)

    @property
    def names(self) -> str:
        return ", ".join(name for _, name in self.people)


def counted(reactions: Iterable[Reaction]) -> list[ReactionCount]:
    """In the order in which each emoji first came."""
    found: dict[str, list[tuple[int, str]]] = {}
    for reaction in reactions:
        found.setdefault(reaction.emoji, []).append((reaction.user_id, reaction.user.name))
    return [ReactionCount(emoji, tuple(people)) for emoji, people in found.items()]
