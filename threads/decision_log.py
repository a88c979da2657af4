"""The decision log as one Markdown document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from threads.models import Thread

_HEADING = re.compile(r"^(?=#{1,6}\s)", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def as_markdown(threads: Iterable[Thread]) -> str:
    """A heading a decision: what it says, where, by whom, when, and the address of the thread. An
    outcome keeps its own markdown; its headings are no sections of this document."""
    lines = [f"# {_('Decisions')}", ""]
    for thread in threads:
        lines += [f"## {_plain(thread.title)}", "", _quoted(thread.outcome), "", *_facts(thread), ""]
    return "\n".join(lines)


def _facts(thread: Thread) -> list[str]:
    assert thread.resolved_at is not None
    who = thread.responsible or thread.resolved_by
    where = str(thread.channel) if thread.channel else _("Direct thread")
    when = date_format(timezone.localdate(thread.resolved_at), "j F Y")
    facts = [_plain(where), _plain(who.name) if who else "", when]
    return [
        f"- {', '.join(fact for fact in facts if fact)}",
        f"- <{settings.BOBBIN_URL}{thread.get_absolute_url()}>",
    ]


def _quoted(outcome: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _HEADING.sub(r"\\", outcome).splitlines())


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
