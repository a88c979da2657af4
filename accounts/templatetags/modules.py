"""`{% load modules %}`: tells the browser early of every script that a page will need.

The modules of static/js are many and small. Without this a browser learns of each one only when
it has read the one that imports it, a round trip for every link of the chain.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from django import template
from django.contrib.staticfiles.finders import find
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

# `import { a } from "./b.js";` and `import "./b.js";`, but not `import("./b.js")`.
IMPORTED = re.compile(r'^(?:import|export)\b[^"\'(;]*"(\.[^"]+)"', re.MULTILINE)

register = template.Library()


@register.simple_tag
@cache
def preload_modules(*names: str) -> SafeString:
    """A link for each module that `names` (within js/) import, directly or not, and for themselves.

    Stands at the end of the body: the style sheet and the font come first.
    """
    links = ((static(f"js/{name}"),) for name in closure(names))
    return format_html_join("\n", '<link rel="modulepreload" href="{}">', links)


def closure(names: tuple[str, ...]) -> list[str]:
    """All modules that `names` lead to, the nearest first. A module that is not there raises OSError."""
    found = list(dict.fromkeys(names))
    for name in found:  # grows while it is read
        path = find(f"js/{name}")
        if not isinstance(path, str):
            raise FileNotFoundError(f"static/js/{name}")
        for address in IMPORTED.findall(Path(path).read_text()):
            imported = normpath(join(dirname(name), address))
            if imported not in found:
                found.append(imported)
    return found
