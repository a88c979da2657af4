"""What an operator completes to while it is typed: never anything that the person may not see."""

from __future__ import annotations

from accounts.acquaintances import people_known_to
from accounts.models import User
from threads.queries import completion
from threads.queries.completion import MOST, Completion
from threads.search.names import DIRECT, ME
from threads.search.operators import CHOICES, DATES, OPERATORS

DAYS = ("today", "yesterday")


def complete(user: User, typed: str) -> list[Completion]:
    """`typed` is the word at the cursor: the beginning of an operator, or an operator and the
    beginning of its value. What ends with a colon goes on."""
    minus = "-" if typed.startswith("-") else ""
    operator, colon, value = typed.removeprefix("-").partition(":")
    operator = operator.lower()
    if not colon:
        return [
            Completion(f"{minus}{name}:", f"{minus}{name}:", str(says))
            for name, says in OPERATORS.items()
            if operator and name.startswith(operator)
        ]
    return [
        Completion(
            f"{minus}{operator}:{item.insert}", item.label, item.detail, hue=item.hue, initials=item.initials
        )
        for item in _values(user, operator, value.strip('"'))[:MOST]
    ]


def _values(user: User, operator: str, typed: str) -> list[Completion]:
    if operator in {"from", "with"}:
        typed = typed.lstrip("@")
        me = [Completion(ME, ME, user.name)] if ME.startswith(typed.lower()) else []
        return [*me, *completion.people(people_known_to(user).filter(is_active=True), typed)]
    if operator == "in":
        direct = [Completion(DIRECT, DIRECT)] if typed and DIRECT.startswith(typed.lower()) else []
        return [*direct, *completion.channels(user, typed.lstrip("#"))]
    if operator in CHOICES:
        choices = CHOICES[operator].items()
        return [Completion(name, name, str(says)) for name, says in choices if name.startswith(typed.lower())]
    if operator in DATES:
        return [Completion(day, day) for day in DAYS if day.startswith(typed.lower())]
    return []
