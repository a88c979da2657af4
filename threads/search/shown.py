"""What a result says: its thread, and the message or outcome in which the words stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from accounts.models import User
from threads.markdown import plain_text
from threads.models import Message, Thread
from threads.search.highlight import around, has_any, marked, matching_words
from threads.search.ranking import Group
from threads.search.results import Search


@dataclass(frozen=True)
class Result:
    """`more` counts further messages of the thread that match; `message` is None where the
    outcome is shown."""

    thread: Thread
    title: SafeString
    text: SafeString
    message: Message | None
    who: User
    at: datetime
    more: int

    @property
    def url(self) -> str:
        if self.message is None:
            return self.thread.get_absolute_url()
        return f"{self.thread.get_absolute_url()}?at={self.message.number}#m{self.message.number}"


def shown(search: Search, groups: list[Group]) -> list[Result]:
    """In three statements: threads, messages, and which of their words match."""
    threads = Thread.objects.select_related("channel", "author", "resolved_by").in_bulk(
        [group.thread for group in groups]
    )
    messages = _messages(groups)
    texts = {pk: plain_text(message.html) for pk, message in messages.items()}
    outcomes = {pk: plain_text(thread.outcome_html) for pk, thread in threads.items()}
    titles = [thread.title for thread in threads.values()]
    words = matching_words([*texts.values(), *outcomes.values(), *titles], search.words.lexemes)
    results = []
    for group in groups:
        thread, message = threads[group.thread], messages[group.thread]
        title, outcome = marked(thread.title, words), outcomes[thread.pk]
        more = max(sum(hit.message is not None for hit in group.hits) - 1, 0)
        if group.best.message is None and thread.is_resolved and has_any(outcome, words):
            text, who = outcome, thread.resolved_by or thread.author
            at, place = thread.resolved_at or thread.created_at, None
        else:
            text, who, at, place = texts[group.thread], message.author, message.created_at, message
        results.append(Result(thread, title, marked(around(text, words), words), place, who, at, more))
    return results


def _messages(groups: list[Group]) -> dict[int, Message]:
    """By thread: the best message that matches, else the one that opened it."""
    named = {group.message for group in groups if group.message is not None}
    opened = [group.thread for group in groups if group.message is None]
    messages = Message.objects.select_related("author")
    found = list(messages.filter(pk__in=named)) if named else []
    found += list(messages.filter(thread__in=opened, number=1)) if opened else []
    return {message.thread_id: message for message in found}
