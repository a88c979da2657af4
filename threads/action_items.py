"""Pure: action items as a message shows them, from what its query brought along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from threads.models import Message


@dataclass(frozen=True)
class ShownItem:
    id: int
    text: str
    owner: str
    due_at: datetime | None
    done_at: datetime | None


def items_of(message: Message) -> list[ShownItem]:
    """None for a message that did not come from `threads.queries.messages`."""
    return [_shown(row) for row in getattr(message, "item_rows", ())]


def _shown(row: dict[str, Any]) -> ShownItem:
    owner = row["owner"].split()[0] if row["owner"] else ""
    return ShownItem(row["id"], row["text"], owner, _moment(row["due"]), _moment(row["done"]))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
