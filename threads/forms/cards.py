"""A choice among cards: an icon, a word and a hint each (templates/threads/channels/_cards.html)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise


@dataclass(frozen=True)
class Card:
    """`icon` is a name of static/img/icons.svg."""

    value: str
    label: str | Promise
    hint: str | Promise
    icon: str


class CardField(forms.ChoiceField):
    def __init__(self, cards: Iterable[Card], **options: Any) -> None:
        shown = list(cards)
        widget = _Cards(shown)
        super().__init__(choices=[(card.value, card.label) for card in shown], widget=widget, **options)


class _Cards(forms.RadioSelect):
    def __init__(self, cards: Iterable[Card]) -> None:
        super().__init__()
        self.cards = {card.value: card for card in cards}

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """The template finds `hint` and `icon` beside what Django gives."""
        option = super().create_option(name, value, *args, **options)
        card = self.cards[str(value)]
        return {**option, "hint": card.hint, "icon": card.icon}
