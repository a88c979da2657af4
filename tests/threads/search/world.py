"""A small organization whose every word is chosen, and a slow reader of it.

`Oracle` decides by plain Python what a query means and who may read what. It shares no code with
the search but the words of its language: rights, stems, dates and operators are written anew.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from threads.models import (
    ActionItem,
    Membership,
    Message,
    Participant,
    ReadMark,
    SavedMessage,
    Thread,
)

FAMILIES = {
    "flood": ("flood", "floods", "flooded", "flooding"),
    "connector": ("connector", "connectors"),
    "seal": ("seal", "seals", "sealed", "sealing"),
    "gateway": ("gateway", "gateways"),
    "pump": ("pump", "pumps", "pumped"),
    "cafe": ("café", "Cafe", "CAFÉ"),
    "strass": ("straße", "strasse"),
    "rillctl": ("rillctl",),
    "7": ("7",),
}
STOP = ("the", "to", "it")
STEMS = {
    unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower(): stem
    for stem, words in FAMILIES.items()
    for word in words
} | {"strasse": "strass"}
# What an English stemmer makes of a word that somebody has typed in part.
STEMS |= {"floode": "flood", "seale": "seal", "pumpe": "pump"}
WORDS = [word for words in FAMILIES.values() for word in words]


def sentence(chance: random.Random) -> str:
    """Two to six words, sometimes with punctuation that search has to see through."""
    words = [chance.choice(WORDS if chance.random() < 0.75 else STOP) for _ in range(chance.randint(2, 6))]
    if chance.random() < 0.2:
        words.append(f"{chance.choice(WORDS)}.{chance.choice(WORDS)}")
    if chance.random() < 0.15:
        words.append("https://wiki.example/pump")
    if chance.random() < 0.15:
        words.append("`rillctl --to 7`")
    return chance.choice((" ", ", ")).join(words)


def tokens(text: str) -> list[str]:
    plain = text.replace("ß", "ss")
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", plain.lower())


@dataclass(frozen=True)
class Text:
    """`parts`: phrases do not reach from one to another."""

    thread: Thread
    message: Message | None
    author: int
    at: datetime
    parts: tuple[list[str], ...]


class Oracle:
    """Reads everything once; `hits` then asks each text each question."""

    def __init__(self) -> None:
        self.threads = {t.pk: t for t in Thread.objects.select_related("channel")}
        self.members = {(m.user_id, m.channel_id): m for m in Membership.objects.all()}
        self.participants = {(p.user_id, p.thread_id) for p in Participant.objects.all()}
        self.marks = {(m.user_id, m.thread_id): m for m in ReadMark.objects.all()}
        self.saved = {(s.user_id, s.message_id) for s in SavedMessage.objects.all()}
        self.items = {item.message_id for item in ActionItem.objects.all()}
        self.people = {person.handle: person for person in User.objects.all()}
        self.texts = [self._of_message(m) for m in Message.objects.filter(deleted_at=None)]
        self.texts += [self._of_thread(t) for t in self.threads.values()]
        self.writers = {(text.author, text.thread.pk) for text in self.texts if text.message}

    def _of_message(self, message: Message) -> Text:
        thread = self.threads[message.thread_id]
        return Text(thread, message, message.author_id, message.created_at, (tokens(message.source),))

    def _of_thread(self, thread: Thread) -> Text:
        at = thread.resolved_at or thread.created_at
        return Text(thread, None, thread.author_id, at, (tokens(thread.title), tokens(thread.outcome)))

    def hits(self, user: User, question: Question) -> set[tuple[int, int | None]]:
        return {
            (text.thread.pk, text.message.pk if text.message else None)
            for text in self.texts
            if self.may_read(user, text.thread) and self.holds(user, question, text)
        }

    def may_read(self, user: User, thread: Thread) -> bool:
        if thread.channel is None:
            return (user.pk, thread.pk) in self.participants
        if (user.pk, thread.channel.pk) in self.members:
            return True
        return user.role != "guest" and not thread.channel.is_private

    def holds(self, user: User, question: Question, text: Text) -> bool:
        telling = [term for term in question.terms if term.is_telling]
        asked = [term for term in question.terms if term.negated or not telling or term.is_telling]
        if any(term.found_in(text) is term.negated for term in asked):
            return False
        for operator in {operator for operator, _value, _negated in question.filters}:
            wanted = [v for o, v, negated in question.filters if o == operator and not negated]
            answers = [self.filtered(user, operator, value, text) for value in wanted]
            if answers and not (any if operator in {"from", "in", "thread"} else all)(answers):
                return False
            unwanted = [v for o, v, negated in question.filters if o == operator and negated]
            if any(self.filtered(user, operator, value, text) for value in unwanted):
                return False
        return True

    def filtered(self, user: User, operator: str, value: str, text: Text) -> bool:
        thread, message = text.thread, text.message
        if operator in {"from", "with"}:
            person = user.pk if value == "me" else self.people[value].pk
            if operator == "from":
                return text.author == person
            return (person, thread.pk) in self.writers or (person, thread.pk) in self.participants
        if operator == "in":
            return (
                thread.channel is None if value == "direct" else getattr(thread.channel, "name", "") == value
            )
        if operator == "thread":
            return thread.pk == int(value) if value.isdigit() else value.lower() in thread.title.lower()
        if operator in {"before", "after", "on"}:
            day, limit = text.at.astimezone(ZoneInfo(user.time_zone)).date(), date.fromisoformat(value)
            return {"before": day < limit, "after": day > limit, "on": day == limit}[operator]
        return self.is_or_has(user, value, thread, message, text)

    def is_or_has(self, user: User, value: str, thread: Thread, message: Message | None, text: Text) -> bool:
        answers: dict[str, Any] = {
            "open": thread.state == "open",
            "resolved": thread.state == "resolved",
            "mine": text.author == user.pk or thread.responsible_id == user.pk,
            "unread": message is not None and self.is_unread(user, thread, message.number),
            "saved": message is not None and (user.pk, message.pk) in self.saved,
            "task": message is not None and message.pk in self.items,
            "link": "https://wiki" in (message.source if message else thread.outcome),
            "code": "`" in (message.source if message else thread.outcome),
            "decision": thread.kind == "decision",
            "decision taken": thread.kind == "decision" and thread.state == "resolved",
            "file": False,
            "poll": False,
        }
        return bool(answers[value])

    def is_unread(self, user: User, thread: Thread, number: int) -> bool:
        mark = self.marks.get((user.pk, thread.pk))
        member = self.members.get((user.pk, thread.channel_id or 0))
        # Everybody joined before anything was said.
        unmarked = 0 if thread.channel_id is None or member else thread.last_number
        if number <= (mark.number if mark else unmarked):
            return False
        if mark and mark.following is not None:
            return mark.following
        return thread.channel_id is None or bool(member and member.level != "muted")


@dataclass(frozen=True)
class Asked:
    words: tuple[str, ...]
    exact: bool
    negated: bool
    prefix: bool

    @property
    def is_telling(self) -> bool:
        """Not only a word that the language calls empty."""
        return not self.negated and (self.exact or any(word not in STOP for word in self.words))

    def found_in(self, text: Text) -> bool:
        return any(self._begins(part, place) for part in text.parts for place in range(len(part)))

    def _begins(self, part: list[str], place: int) -> bool:
        found = part[place : place + len(self.words)]
        if len(found) < len(self.words):
            return False
        return self._plain(found) or (not self.exact and self._stemmed(found))

    def _plain(self, found: list[str]) -> bool:
        if self.prefix:
            return found[:-1] == list(self.words[:-1]) and found[-1].startswith(self.words[-1])
        return found == list(self.words)

    def _stemmed(self, found: list[str]) -> bool:
        if self.words[0] in STOP:
            return False
        return [STEMS.get(w, w) for w in found] == [STEMS.get(w, w) for w in self.words]


@dataclass(frozen=True)
class Question:
    """`text` is what is typed for it."""

    terms: tuple[Asked, ...]
    filters: tuple[tuple[str, str, bool], ...]
    text: str


def question(chance: random.Random, world: Facts) -> Question:
    filters = [_filter(chance, world) for _ in range(chance.choice((0, 0, 1, 1, 2, 3)))]
    terms = [
        _term(chance) for _ in range(chance.choice((0, 1, 1, 2, 2, 3)) if filters else chance.randint(1, 3))
    ]
    typed = [f"{'-' if n else ''}{o}:{v.removesuffix(' taken')}" for o, v, n in filters]
    typed += [_typed(term) for term in terms]
    if terms and not terms[-1].exact and not terms[-1].negated and len(terms[-1].words[-1]) > 2:
        last = terms[-1]
        if chance.random() < 0.5:
            cut = chance.randint(3, max(3, len(last.words[-1])))
            last = Asked((*last.words[:-1], last.words[-1][:cut]), False, False, True)
            typed[-1] = _typed(last)
        terms[-1] = Asked(last.words, False, False, True)
    return Question(tuple(terms), tuple(filters), " ".join(typed))


@dataclass(frozen=True)
class Facts:
    """What questions may name."""

    handles: tuple[str, ...]
    channels: tuple[str, ...]
    threads: tuple[int, ...]
    first: date


def _term(chance: random.Random) -> Asked:
    exact = chance.random() < 0.25
    count = chance.choice((1, 2)) if exact else 1
    words = tuple(tokens(chance.choice(WORDS if chance.random() < 0.8 else STOP))[0] for _ in range(count))
    return Asked(words, exact, chance.random() < 0.2, prefix=False)


def _typed(term: Asked) -> str:
    words = " ".join(term.words)
    return (
        f"{'-' if term.negated else ''}{chr(34) if term.exact else ''}{words}{chr(34) if term.exact else ''}"
    )


def _filter(chance: random.Random, world: Facts) -> tuple[str, str, bool]:
    operator = chance.choice(("from", "in", "with", "has", "is", "is", "before", "after", "on", "thread"))
    values: dict[str, list[str]] = {
        "from": ["me", *world.handles],
        "with": ["me", *world.handles],
        "in": ["direct", *world.channels],
        "has": ["link", "code", "task", "decision taken", "file", "poll"],
        "is": ["open", "resolved", "decision", "mine", "unread", "saved"],
        "thread": ["flood", *(str(thread) for thread in world.threads)],
    }
    days = [(world.first + timedelta(days=day)).isoformat() for day in range(8)]
    return operator, chance.choice(values.get(operator, days)), chance.random() < 0.2
