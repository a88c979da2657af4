"""@handle, #channel and :shortcode:"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.threads.markdown.desk import ASHA, DIRECTORY, LENA, html_of, inline, mentions, unhurried
from threads.markdown import Candidates, Directory, Person, candidates, render

AT_ASHA = '<a class="mention" href="/people/asha/" data-user="17">@Asha</a>'
AT_LENA = '<a class="mention" href="/people/lena.b/" data-user="4">@Lena</a>'
FIRMWARE = '<a class="ref" href="/c/3/firmware/" data-ref="c3">#firmware</a>'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("@asha", AT_ASHA),
        ("@Asha and @ASHA", f"{AT_ASHA} and {AT_ASHA}"),
        ("ask @asha.", f"ask {AT_ASHA}."),
        ("ask @asha... (@asha), @asha's", f"ask {AT_ASHA}... ({AT_ASHA}), {AT_ASHA}'s"),
        ("@lena.b.", f"{AT_LENA}."),
        ("**@asha**", f"<strong>{AT_ASHA}</strong>"),
        ("@asha\n@lena.b", f"{AT_ASHA}<br>\n{AT_LENA}"),
        ("# not a heading's end @asha", None),
    ],
)
def test_a_handle_of_somebody_becomes_a_mention_with_the_first_name(source: str, html: str | None) -> None:
    assert AT_ASHA in html_of(source) if html is None else inline(source) == html


@pytest.mark.parametrize(
    "source",
    [
        "@nobody",
        "@ashan",
        "x@asha",
        "@@asha",
        "@asha@example.org",
        "@asha/tools",
        "@asha-b",
        r"\@asha",
        "&#64;asha",
        "`@asha`",
        "    @asha",
        "```\n@asha\n```",
        "[@asha](https://example.org)",
        "https://example.org/@asha",
        "![@asha](https://example.org/x.png)",
        "<https://example.org/@asha>",
    ],
)
def test_what_is_no_handle_of_anybody_mentions_nobody(source: str) -> None:
    assert "mention" not in html_of(source)
    assert mentions(source) == ()


def test_mentions_come_in_the_order_of_their_appearance_once_each() -> None:
    assert mentions("@lena.b @asha\n\n- @lena.b") == (LENA.id, ASHA.id)
    assert mentions("# @asha\n\n| @lena.b |\n|---|\n| x |") == (ASHA.id, LENA.id)


def test_who_is_named_in_a_quotation_is_shown_and_not_asked_again() -> None:
    assert AT_ASHA in html_of("> @asha, can you?")
    assert mentions("> @asha, can you?\n\nYes, @lena.b can") == (LENA.id,)
    assert mentions("> @asha, can you?\n\n@asha?") == (ASHA.id,)


def test_two_people_of_one_first_name_show_their_handles() -> None:
    twins = Directory(people={"asha": ASHA, "asha.k": Person(18, "asha.k", "Asha Kumar")})

    assert ">@asha</a>" in html_of("@asha @asha.k", twins)
    assert ">@asha.k</a>" in html_of("@asha @asha.k", twins)


def test_a_name_cannot_bring_markup() -> None:
    evil = Directory(people={"eve": Person(6, "eve", "<b>\u202eEve</b>")})

    mention = '<a class="mention" href="/people/eve/" data-user="6">@&lt;b&gt;Eve&lt;/b&gt;</a>'
    assert inline("@eve", evil) == mention


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("#firmware", FIRMWARE),
        ("(#firmware).", f"({FIRMWARE})."),
        ("#firmware-", f"{FIRMWARE}-"),
        ("#Firmware", FIRMWARE.replace(">#f", ">#F")),
        ("#cafe", '<a class="ref" href="/c/8/cafe/" data-ref="c8">#cafe</a>'),
    ],
)
def test_a_public_channels_name_becomes_a_link(source: str, html: str) -> None:
    assert inline(source) == html


def test_every_other_name_looks_the_same_whether_a_channel_has_it_or_not() -> None:
    assert inline("#hiring") == '<span class="ref" data-name="hiring">#hiring</span>'
    assert inline("#No-Such") == '<span class="ref" data-name="no-such">#No-Such</span>'
    assert inline("#ops.") == '<span class="ref" data-name="ops">#ops</span>.'


@pytest.mark.parametrize(
    "source",
    [
        "#123",
        "#fff",
        "#0a0b0c",
        "C#sharp",
        "##firmware",
        "&#firmware",
        "a/#firmware",
        r"\#firmware",
        "# firmware",
        "`#firmware`",
        "https://example.org/#firmware",
    ],
)
def test_numbers_colours_and_fragments_are_no_channels(source: str) -> None:
    assert 'class="ref"' not in html_of(source)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (":tada:", "🎉"),
        (":TADA: :+1::tada:", "🎉 👍🎉"),
        ("done :white_check_mark:.", "done ✅."),
        (":bobbin:", '<img class="emoji" alt=":bobbin:" src="/emoji/bobbin/" width="20" height="20">'),
        (":nope:", ":nope:"),
        ("10:30:20", "10:30:20"),
        ("a:tada:b", "a:tada:b"),
        (r"\:tada:", ":tada:"),
        ("`:tada:`", "<code>:tada:</code>"),
    ],
)
def test_shortcodes_become_emoji(source: str, html: str) -> None:
    assert inline(source) == html


def test_a_custom_emoji_from_another_host_is_not_loaded() -> None:
    foreign = Directory(emoji={"bobbin": "https://evil.example/x.png"})

    assert "evil.example" not in html_of(":bobbin:", foreign)


def test_candidates_are_all_names_in_lower_case_and_none_from_code_or_links() -> None:
    source = "@Asha. #Firmware :Bobbin: :tada: `@c #c :c:` [@l #l :l:](https://x.example) > @q"

    assert candidates(source) == Candidates(
        handles=frozenset({"asha.", "asha", "q"}),
        channels=frozenset({"firmware"}),
        shortcodes=frozenset({"bobbin"}),
    )


NAMES = st.sampled_from(["asha", "lena.b", "b", "b.", "firmware", "bobbin", "x-y", "tada"])
PIECES = st.sampled_from([*"@#: \n`*_[)|\\.", "](", "```\n", "> ", "- "])
SOURCES = st.one_of(st.text(), st.lists(st.one_of(PIECES, NAMES), max_size=40).map("".join))


def directory_of_all(source: str) -> Directory:
    """Somebody for every handle that `source` may name."""
    handles = sorted(candidates(source).handles)
    return Directory(people={handle: Person(n, handle, handle) for n, handle in enumerate(handles, 1)})


@unhurried
@given(SOURCES)
def test_rendering_never_fails_and_mentions_only_candidates(source: str) -> None:
    everybody = directory_of_all(source)

    assert set(render(source, everybody).mentions) <= {person.id for person in everybody.people.values()}
    assert set(render(source, DIRECTORY).mentions) <= {
        DIRECTORY.people[handle].id for handle in candidates(source).handles & DIRECTORY.people.keys()
    }


@unhurried
@given(st.text(alphabet=st.sampled_from("@asha#:. *_[]()<>|\\!&\n-"), max_size=60))
def test_nothing_within_code_is_a_reference(code: str) -> None:
    span = f"`` {code.replace(chr(10), ' ')} ``"
    fence = f"~~~\n{code}\n~~~"

    for source in (span, fence):
        assert candidates(source) == Candidates(frozenset(), frozenset(), frozenset())
        assert mentions(source) == ()
