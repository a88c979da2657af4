"""What every template keeps to: the content security policy, the sprite, and being a template."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(path for path in ROOT.rglob("*.html"))
# Mails are read where no policy of ours holds and no sheet is fetched.
PAGES = [path for path in TEMPLATES if "email" not in path.relative_to(ROOT).parts]
SPRITE = set(re.findall(r'<symbol id="([^"]+)"', (ROOT.parent / "static/img/icons.svg").read_text()))

FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "a script without src": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")"),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*="),
    "hx-on": re.compile(r"\bhx-on\b"),
    "a value that is evaluated": re.compile(r"=\s*[\"']\s*(?:js|javascript):"),
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_it_compiles(path: Path) -> None:
    get_template(name(path))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_it_holds_nothing_that_the_policy_would_refuse(path: Path) -> None:
    # Tags may stand inside an HTML tag and hold ">": they say nothing about attributes.
    text = re.sub(r"{%.*?%}|{#.*?#}", "", path.read_text(), flags=re.DOTALL)
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


def test_the_patterns_do_find_what_they_forbid() -> None:
    samples = {
        "a style attribute": '<p class="x" style="color: red">',
        "a style element": "<style>p {}</style>",
        "a script without src": "<script>go()</script>",
        "an event attribute": '<button type="button" onclick="go()">',
        "hx-on": '<div hx-on:click="go()">',
        "a value that is evaluated": """<div hx-vals='js:{a: 1}'>""",
    }
    assert samples.keys() == FORBIDDEN.keys()
    for what, sample in samples.items():
        assert FORBIDDEN[what].search(sample), what
    assert not FORBIDDEN["a script without src"].search('<script src="/a.js" defer></script>')


def test_every_icon_that_a_template_asks_for_is_in_the_sprite() -> None:
    used = {
        (icon, name(path))
        for path in TEMPLATES
        for icon in re.findall(r"""{%\s*icon\s+["']([^"']+)["']""", path.read_text())
    }
    assert len(used) > 20
    assert sorted((icon, path) for icon, path in used if icon not in SPRITE) == []
