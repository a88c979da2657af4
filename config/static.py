"""How static files are collected: named by what they hold, compressed, ready to be kept for ever.

Style sheets: one file a component would be fifty requests before the first paint, so
`css/app.css` is collected with its imports put in their place, in their order. Uncollected, a
browser follows them itself and shows the same page.

Scripts: `js/` and `vendor/` move as they are into one folder that is named by all they hold
(`build.0123456789ab/js/app.js`). Modules find each other by relative addresses, so nothing in
them is rewritten; a hash in each name would have to run through every importer, pass by pass,
and could never end where two modules know each other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.files.storage.base import Storage as Files
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/app.css"
IMPORT = re.compile(r'^@import url\("([^"]+)"\);\n', re.MULTILINE)
TOGETHER = ("js/", "vendor/")

Paths = dict[str, tuple[Files, str]]
Outcome = tuple[str, str, bool | Exception]


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # has no types
    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Outcome]:
        together = {name: paths[name] for name in sorted(paths) if name.startswith(TOGETHER)}
        alone = {name: place for name, place in paths.items() if name not in together}
        if ENTRY in alone:
            joined = InMemoryStorage()
            joined.save(ENTRY, ContentFile(join(alone).encode()))
            alone[ENTRY] = (joined, ENTRY)
        yield from super().post_process(alone, dry_run, **options)
        if not dry_run:
            yield from self._keep_together(together)
            self.save_manifest()

    def _keep_together(self, paths: Paths) -> Iterator[Outcome]:
        contents = {name: _content(paths, name) for name in paths}
        digest = hashlib.sha256()
        for name, content in contents.items():
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        folder = f"build.{digest.hexdigest()[:12]}"
        for name, content in contents.items():
            kept = f"{folder}/{name}"
            if not self.exists(kept):
                self.save(kept, ContentFile(content))
                for compressed, _ in self.compress_files([kept]):
                    yield kept, compressed, True
            self.hashed_files[self.hash_key(name)] = kept
            yield name, kept, True


def join(paths: Paths) -> str:
    """The text of `css/app.css` with every `@import url("…");` line replaced by that sheet.

    `paths` maps names to (storage, path), as collectstatic hands them over. An import that is
    not among them raises KeyError.
    """
    return IMPORT.sub(lambda line: _inlined(paths, line[1]), _content(paths, ENTRY).decode())


def _inlined(paths: Paths, sheet: str) -> str:
    """One sheet, its addresses made relative to css/ when it lies in a folder below."""
    text = _content(paths, f"css/{sheet}").decode()
    folder = sheet.rpartition("/")[0]
    return re.sub(r'url\("(?!#|data:)([^"]+)"\)', rf'url("{folder}/\1")', text) if folder else text


def _content(paths: Paths, name: str) -> bytes:
    storage, path = paths[name]
    with storage.open(path) as file:
        content: bytes = file.read()
    return content
