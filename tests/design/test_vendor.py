"""static/vendor/MANIFEST.json: what others wrote is what it says, and says whose it is."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
TESTING = Path(settings.BASE_DIR) / "tests/browser/vendor"
PARTS: list[dict[str, Any]] = json.loads((STATIC / "vendor/MANIFEST.json").read_text())["parts"]
FILES = [(part, file) for part in PARTS for file in part["files"]]
# All but the sprite, to which whoever needs an icon adds a line.
HASHED = [(part, file) for part, file in FILES if file["path"] != "img/icons.svg"]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(("part", "file"), HASHED, ids=lambda value: value.get("path", ""))
def test_every_file_has_the_hash_that_the_manifest_names(part: dict[str, Any], file: dict[str, Any]) -> None:
    assert sha256((STATIC / file["path"]).read_bytes()) == file["sha256"]


def test_an_edited_file_is_upstreams_own_but_for_the_edits_that_are_listed() -> None:
    edited = [file for _, file in FILES if "edits" in file]
    assert edited
    for file in edited:
        text = (STATIC / file["path"]).read_text()
        for edit in file["edits"]:
            assert text.count(edit["new"]) == 1
            text = text.replace(edit["new"], edit["old"])
        assert sha256(text.encode()) == file["upstream_sha256"]


def test_every_part_names_a_version_and_a_licence_whose_text_is_there() -> None:
    for part in PARTS:
        assert all(part[key] for key in ("version", "licence", "package"))
        assert len((STATIC / part["licence_file"]).read_text()) > 500


def test_nothing_lies_in_vendor_or_fonts_that_the_manifest_leaves_out() -> None:
    listed = {file["path"] for _, file in FILES} | {part["licence_file"] for part in PARTS}
    found = {
        str(path.relative_to(STATIC))
        for folder in ("vendor", "fonts")
        for path in (STATIC / folder).rglob("*")
        if path.is_file()
    }
    assert found - listed == {"vendor/MANIFEST.json"}


def test_the_sprite_holds_each_icon_once_and_in_order() -> None:
    lines = (STATIC / "img/icons.svg").read_text().splitlines()
    names = [line.split('"')[1] for line in lines if line.startswith("<symbol")]
    assert len(names) > 100
    assert len(set(names)) == len(names)
    assert names[:-1] == sorted(names[:-1])
    assert names[-1] == "bobbin"


def test_what_the_browser_tests_use_of_others_is_pinned_too() -> None:
    [axe] = json.loads((TESTING / "MANIFEST.json").read_text())["parts"]
    [file] = axe["files"]
    assert sha256((TESTING / file["path"]).read_bytes()) == file["sha256"]
    assert "Mozilla Public License" in (TESTING / axe["licence_file"]).read_text()
