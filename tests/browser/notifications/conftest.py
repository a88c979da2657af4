"""A stack of its own whose wall clock can be set, and the drawings' people in front of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.browser.notifications import data
from tests.browser.threads.conftest import OpenAs, Person
from tests.browser.threads.conftest import open_as as open_as
from tests.stack import Stack

WALL = Path(__file__).parent / "wall"
# Sunday, 21:20 in Denver, as in every drawing.
SUNDAY_EVENING = datetime(2026, 11, 23, 4, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Wall:
    """The clock on the wall of the whole stack. It goes on; `set` puts its hands elsewhere."""

    file: Path

    def set(self, at: datetime) -> None:
        ahead = self.file.with_suffix(".new")
        ahead.write_text(str((at - datetime.now(UTC)).total_seconds()))
        ahead.replace(self.file)


@dataclass(frozen=True)
class Rill:
    """`lena` writes on Sunday evening in a thread of `asha`, `wanjiru`, `maya`, `tom` (on leave,
    `ines` covers), `aroha` and `hemi` (who want only their digest)."""

    stack: Stack
    wall: Wall
    people: dict[str, Person]
    url: str

    def names(self, *who: str) -> str:
        """ "@maya-1a2b3c4d @tom-5e6f7a8b"."""
        return " ".join(f"@{self.people[one]['handle']}" for one in who)

    def mails(self, to: str) -> list[str]:
        """The subjects of all that reached the server for somebody, in the order of arrival."""
        return data.subjects(self.stack.data, self.people[to]["email"])

    def turn(self) -> None:
        """All that the worker does at its ticks, once more, so that whatever is to leave has left."""
        self.stack.call(data.turn)


MakeRill = Callable[[], Rill]


@pytest.fixture(scope="package")
def wall(tmp_path_factory: pytest.TempPathFactory) -> Wall:
    wall = Wall(tmp_path_factory.mktemp("wall") / "ahead")
    wall.set(SUNDAY_EVENING)
    return wall


@pytest.fixture(scope="package")
def stack(tmp_path_factory: pytest.TempPathFactory, wall: Wall) -> Iterator[Stack]:
    env = {"PYTHONPATH": str(WALL), "BOBBIN_TEST_WALL": str(wall.file)}
    with Stack(tmp_path_factory.mktemp("set-clock") / "data", **env) as stack:
        yield stack


@pytest.fixture
def make_rill(stack: Stack, wall: Wall) -> MakeRill:
    def make() -> Rill:
        wall.set(SUNDAY_EVENING)
        made: dict[str, Any] = stack.call(data.rill)
        return Rill(stack, wall, made["people"], made["url"])

    return make


@pytest.fixture
def rill(make_rill: MakeRill) -> Rill:
    return make_rill()


__all__ = ["MakeRill", "OpenAs", "Rill", "open_as"]
