"""Links: where they may lead, and which are ours."""

from __future__ import annotations

import pytest

from tests.threads.markdown.desk import html_of, inline
from threads.markdown.links import is_allowed, target_of

REL = 'rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("source", "href", "text"),
    [
        ("[report](https://x.example/a?b=1&c=2)", "https://x.example/a?b=1&amp;c=2", "report"),
        ("<https://x.example>", "https://x.example", "https://x.example"),
        ("https://x.example/a_b_c", "https://x.example/a_b_c", "https://x.example/a_b_c"),
        ("HTTP://x.example", "HTTP://x.example", "HTTP://x.example"),
        ("a@bobbin.org", "mailto:a@bobbin.org", "a@bobbin.org"),
        ("[r]\n\n[r]: https://x.example", "https://x.example", "r"),
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/%C3%A4", "https://münchen.example/ä"),
        (
            "https://xn--80ak6aa92e.com/%41",
            "https://xn--80ak6aa92e.com/%41",
            "https://xn--80ak6aa92e.com/%41",
        ),
    ],
)
def test_links_elsewhere_open_with_no_right_to_us(source: str, href: str, text: str) -> None:
    assert inline(source) == f'<a href="{href}" {REL}>{text}</a>'


def test_a_url_ends_where_a_reader_sees_its_end() -> None:
    link = f'<a href="https://x.example/a" {REL}>https://x.example/a</a>'

    assert inline("(https://x.example/a).") == f"({link})."
    assert inline("**https://x.example/a**, then") == f"<strong>{link}</strong>, then"
    assert inline("see:https://x.example/a") == f"see:{link}"


@pytest.mark.parametrize(
    "source", ["manage.py README.md example.org", "//x.example", "xhttps://x.example", "https://"]
)
def test_what_does_not_say_its_scheme_is_no_link(source: str) -> None:
    assert "<a" not in html_of(source)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://x.example",
        "//x.example",
        "/\\x.example",
        "#m4",
        "?next=x",
        "page",
        "https:x.example",
        "https:///x",
        "https://a@x.example",
        "https://a:b@x.example/",
        "https://x.example\\@y.example",
        "mailto:nobody",
        "",
        "https://x.example/" + "a" * 2_048,
    ],
)
def test_any_other_destination_is_refused(url: str) -> None:
    assert not is_allowed(url)
    if "\\" not in url:  # the parser has encoded it by then
        assert "<a" not in html_of(f"[x](<{url}>)")


def test_what_is_refused_stays_as_it_was_typed() -> None:
    assert inline("[x](javascript:alert(1))") == "[x](javascript:alert(1))"


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://team.example/t/12/some-title#m4", "/t/12/#m4"),
        ("https://TEAM.example/t/12/some-title", "/t/12/"),
        ("https://team.example/t/12", "/t/12/"),
        ("https://team.example/t/12/a/?page=2#m40", "/t/12/#m40"),
    ],
)
def test_a_bare_link_to_a_thread_can_be_given_its_title_later(url: str, href: str) -> None:
    assert inline(url) == f'<a class="ref" href="{href}" data-ref="t12" data-bare="">{url}</a>'


def test_a_named_link_to_a_thread_keeps_its_name() -> None:
    assert inline("[the plan](/t/12/x#m4)") == '<a class="ref" href="/t/12/#m4" data-ref="t12">the plan</a>'


def test_our_other_pages_are_linked_without_the_origin() -> None:
    assert inline("[us](https://team.example)") == '<a href="/">us</a>'
    assert inline("[us](https://team.example/people/asha/?a=1#b)") == '<a href="/people/asha/?a=1#b">us</a>'


@pytest.mark.parametrize(
    "url",
    [
        "https://team.example.evil.example/t/12",
        "http://team.example/t/12",
        "https://team.example:8443/t/12",
        "https://evil.example/t/12",
        "https://team.example//evil.example/",
    ],
)
def test_another_origin_is_not_ours(url: str) -> None:
    target = target_of(url, "https://team.example")

    assert (target.href, target.is_ours, target.thread) == (url, False, None)


@pytest.mark.parametrize("path", ["/t/0", "/t/x", "/t/12/a/b", "/t/12#m0", "/t/12#x", "/tt/12"])
def test_paths_that_only_resemble_a_threads_are_plain(path: str) -> None:
    assert target_of(path, "https://team.example").thread is None


def test_pictures_become_links_and_nothing_is_loaded() -> None:
    assert (
        inline("![a cat](https://x.example/cat.png)")
        == f'<a href="https://x.example/cat.png" {REL}>a cat</a>'
    )
    assert (
        inline("![](https://x.example/c.png)")
        == f'<a href="https://x.example/c.png" {REL}>https://x.example/c.png</a>'
    )
    assert inline("![a *b*](/f.png)") == '<a href="/f.png">a b</a>'


def test_a_picture_within_a_link_is_only_its_description() -> None:
    assert inline("[![cat](https://x.example/c.png)](https://y.example)") == (
        f'<a href="https://y.example" {REL}>cat</a>'
    )
