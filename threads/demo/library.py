"""Pure: every thread of the story."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from threads.demo.company import Company
from threads.demo.logs import every_log
from threads.demo.script import Script, read_script
from threads.demo.story_time import StoryTime

CONTENT = Path(__file__).with_name("content")
DIRECT = "direct"


def every_script(company: Company, story: StoryTime) -> list[Script]:
    """The written ones, and those that `logs` puts together."""
    return [*written(), *every_log(company, story)]


@cache
def written() -> tuple[Script, ...]:
    """The threads of `content/`, one a file, in a fixed order."""
    return tuple(_read(path) for path in _files())


def _files() -> Iterator[Path]:
    for folder in sorted(CONTENT.iterdir()):
        yield from sorted(folder.glob("*.md"))


def _read(path: Path) -> Script:
    place = path.parent.name
    return read_script(path.stem, "" if place == DIRECT else place, path.read_text("utf-8"))
