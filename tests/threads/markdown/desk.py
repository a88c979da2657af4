"""What these tests render with."""

from __future__ import annotations

from hypothesis import settings

from threads.markdown import Directory, Person, render

unhurried = settings(deadline=None)
"""For properties: how long an example takes says more of the machine than of the code."""

ASHA = Person(17, "asha", "Asha Raman")
LENA = Person(4, "lena.b", "lena Brandt")

DIRECTORY = Directory(
    people={"asha": ASHA, "lena.b": LENA},
    channels={"firmware": (3, "/c/3/firmware/"), "cafe": (8, "/c/8/cafe/")},
    emoji={"bobbin": "/emoji/bobbin/"},
    base_url="https://team.example",
)


def html_of(source: str, directory: Directory = DIRECTORY) -> str:
    """The HTML without its last line break."""
    return render(source, directory).html.rstrip("\n")


def inline(source: str, directory: Directory = DIRECTORY) -> str:
    """The HTML of a one-paragraph source, without the paragraph."""
    html = html_of(source, directory)
    assert html.startswith("<p>"), html
    return html.removeprefix("<p>").removesuffix("</p>")


def mentions(source: str, directory: Directory = DIRECTORY) -> tuple[int, ...]:
    return render(source, directory).mentions
