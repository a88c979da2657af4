"""How static files are collected: hashed, compressed, and the style sheets joined into one.

The sheets under static/css are one file a component. Fifty of them would be fifty requests
before the first paint, so `css/app.css` is collected with its imports put in their place. The
order is the order of the imports; without collecting, a browser follows them itself and shows
the same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.files.storage.base import Storage as Files
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/app.css"
IMPORT = re.compile(r'^@import url\("([^"]+)"\);\n', re.MULTILINE)

Paths = dict[str, tuple[Files, str]]


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    support_js_module_import_aggregation = True

    def post_process(self, paths: Paths, *args: Any, **options: Any) -> Iterator[Any]:
        if ENTRY in paths:
            joined = InMemoryStorage()
            joined.save(ENTRY, ContentFile(join(paths).encode()))
            paths = paths | {ENTRY: (joined, ENTRY)}
        yield from super().post_process(paths, *args, **options)


def join(paths: Paths) -> str:
    """The text of `css/app.css` with every `@import url("…");` line replaced by that sheet.

    `paths` maps names to (storage, path), as collectstatic hands them over. An import that is
    not among them raises KeyError.
    """
    return IMPORT.sub(lambda line: _inlined(paths, line[1]), _text(paths, ENTRY))


def _inlined(paths: Paths, sheet: str) -> str:
    """One sheet, its addresses made relative to css/ when it lies in a folder below."""
    text = _text(paths, f"css/{sheet}")
    folder = sheet.rpartition("/")[0]
    return re.sub(r'url\("(?!#|data:)([^"]+)"\)', rf'url("{folder}/\1")', text) if folder else text


def _text(paths: Paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())
