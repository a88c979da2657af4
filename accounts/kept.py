"""What was read about people, kept in this process as long as nobody changed it.

`schedule_version` grows in the transaction that changes hours, zone, leave, holidays, focus or
wishes, so what is kept under a person's version is never stale (quality.md, I8).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")

MOST = 20_000


class Kept(Generic[V]):
    """By user id, the latest version of each; the oldest go first."""

    def __init__(self) -> None:
        self._found: OrderedDict[int, tuple[int, V]] = OrderedDict()
        self._lock = Lock()

    def find(self, versions: Mapping[int, int]) -> dict[int, V]:
        """Those that are kept under the version that each of `versions` asks for."""
        with self._lock:
            rows = {pk: self._found[pk] for pk in versions if pk in self._found}
        return {pk: value for pk, (version, value) in rows.items() if version == versions[pk]}

    def keep(self, values: Mapping[int, V], versions: Mapping[int, int]) -> None:
        """`values` by user id, as committed under `versions`."""
        with self._lock:
            for pk, value in values.items():
                self._found[pk] = (versions[pk], value)
                self._found.move_to_end(pk)
            while len(self._found) > MOST:
                self._found.popitem(last=False)
