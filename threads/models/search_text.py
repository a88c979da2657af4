"""What search looks through."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from threads.models.message import Message
from threads.models.thread import Thread


class SearchText(models.Model):
    """One row a message that is not deleted, and one a thread for its title and outcome
    (`message` None). Triggers write it (migration 0005), so that no path of the code can forget
    to; nothing else does but `threads.search.rebuild`.

    It stands apart from Message, whose rows stay small for the pages that read them.

    `words` holds each word as the organization's language stems it and once more as it stands,
    both without accents and case. Stems weigh A in a title, B in an outcome, D in a message; C
    says that a word stands there as it is, for quotations and beginnings. There are also marks,
    which no text can contain, for what is asked beside words: `#a5` its author, `#t7` its thread,
    `#link`, `#code`, and `#b12`, `#c1` the block of 4,096 and of 65,536 ids that it is in. Ids
    grow with time, so that blocks let the index alone answer "in the newest 8,000";
    `threads.search.walk` tells why. `at` is when it was said, or resolved.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    words = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread"], condition=Q(message=None), name="text_of_thread_once"),
        ]
        indexes = [
            # Without a list of what is pending: searching never has to read one.
            GinIndex(fields=["words"], name="search_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"text of {self.message_id or f'thread {self.thread_id}'}"
