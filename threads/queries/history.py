"""The former texts of a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from threads.markdown.diff import diff
from threads.models import Message


@dataclass(frozen=True)
class Version:
    """One edit: who, when, and its difference from the text before as safe HTML."""

    editor: User
    at: datetime
    html: str


def history_of(message: Message) -> list[Version]:
    """Newest edit first; two queries at most."""
    revisions = list(message.revisions.select_related("editor"))
    texts = [revision.source for revision in revisions] + [message.source]
    versions = [
        Version(revision.editor, revision.replaced_at, diff(texts[i], texts[i + 1]))
        for i, revision in enumerate(revisions)
    ]
    return versions[::-1]
