"""Markdown as Bobbin writes it: source → sanitised HTML and whom it mentions. Pure: nothing here
reads the database, the clock or settings.

    wanted = candidates(source)            # names to look up, limited to what readers may see
    rendered = render(source, directory)   # rendered.html, rendered.mentions

`parser` makes tokens, `html` and `context` make HTML of them, `sanitiser` lets only a short list
pass. `excerpt` and `plain_text` take rendered HTML. Stored HTML carries `RENDERER_VERSION`.
"""

from threads.markdown.characters import MAX_LENGTH, clean_source, clean_title
from threads.markdown.directory import Candidates, Directory, Person, Rendered
from threads.markdown.excerpt import excerpt, plain_text
from threads.markdown.render import RENDERER_VERSION, candidates, render

__all__ = [
    "MAX_LENGTH",
    "RENDERER_VERSION",
    "Candidates",
    "Directory",
    "Person",
    "Rendered",
    "candidates",
    "clean_source",
    "clean_title",
    "excerpt",
    "plain_text",
    "render",
]
