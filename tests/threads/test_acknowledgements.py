"""Is this reply only "got it"?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.threads.markdown.desk import unhurried
from threads.acknowledgements import LANGUAGES, MAX_LENGTH, suggest

ENGLISH = {
    "👍": [
        "got it",
        "ok",
        "okay",
        "k",
        "+1",
        "sounds good",
        "will do",
        "lgtm",
        "👍",
        ":+1:",
        "👌",
        "roger that",
    ],
    "✅": ["done", "all done", "✅", "that's done", "Done, thanks"],
    "👀": ["looking", "on it", "👀", "I'll take a look", "I’m on it", "looking into it"],
    "🙏": [
        "thanks",
        "thx",
        "thank you",
        "ty",
        "🙏",
        "thanks for the update",
        "ok thanks",
        "thanks so much, all",
    ],
}
GERMAN = {
    "👍": [
        "alles klar",
        "Verstanden",
        "passt",
        "mach ich",
        "klingt gut",
        "in Ordnung",
        "geht klar",
        "OK, super",
    ],
    "✅": ["erledigt", "ist erledigt", "Fertig!"],
    "👀": ["schau ich mir an", "bin dran", "ich kümmere mich", "Kuemmere mich drum"],
    "🙏": [
        "danke",
        "Dankeschön",
        "vielen Dank",
        "danke schoen",
        "Danke für die Info",
        "besten Dank euch allen",
    ],
}
CONTENT = [
    "but", "Friday", "tomorrow", "not", "no", "what", "rollback", "gateway", "deploy", "after", "lunch",
    "please", "wait", "aber", "Freitag", "nicht", "morgen", "ausrollen", "wenn", "später", "2", "14:00",
]  # fmt: skip


def cases(spoken: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(text, emoji) for emoji, texts in spoken.items() for text in texts if "allen" not in text]


@pytest.mark.parametrize(("text", "emoji"), cases(ENGLISH))
@pytest.mark.parametrize("language", ["en", "de", "en-GB", "fr"])
def test_english_is_understood_in_every_organization(text: str, emoji: str, language: str) -> None:
    assert suggest(text, language) == emoji


@pytest.mark.parametrize(("text", "emoji"), cases(GERMAN))
@pytest.mark.parametrize("language", ["de", "de-AT", "DE"])
def test_german_is_understood_where_german_is_spoken(text: str, emoji: str, language: str) -> None:
    assert suggest(text, language) == emoji


def test_german_is_not_guessed_elsewhere() -> None:
    assert suggest("vielen Dank", "en") is None


def test_it_is_looked_for_in_every_language_that_it_may_be_written_in() -> None:
    assert suggest("vielen Dank", "en", "fr", "de-CH") == "🙏"
    assert suggest("got it, vielen Dank", "fr", "de") == "🙏"
    assert suggest("vielen Dank", "en", "fr") is None


@pytest.mark.parametrize(
    "text",
    [
        "ok, but what about Friday?",
        "ok?",
        "thanks, and when?",
        "no thanks",
        "not done",
        "done 3 of 4",
        "ok 👎",
        "thanks, see https://x.example",
        "ok `x`",
        "ok\n> quoted",
        "yes",
        "no",
        "Friday works",
        "it sounds good, but I would rather wait",
        "+2",
        "-1",
        "+1000",
        "😂",
        "🎉",
        "",
        "   ",
        "...",
        "@asha",
        "ok ok ok ok ok ok ok",
        "ok " + " " * MAX_LENGTH,
    ],
)
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_whatever_says_more_or_nothing_is_left_alone(text: str, language: str) -> None:
    assert suggest(text, language) is None


@pytest.mark.parametrize(
    "text",
    [
        "@asha got it",
        "@asha, got it",
        "got it @asha",
        "**got it**",
        "_got it_",
        "got it :)",
        "got it 🎉",
        "- got it",
    ],
)
def test_a_mention_a_smile_and_emphasis_add_nothing(text: str) -> None:
    assert suggest(text) == "👍"


@pytest.mark.parametrize("text", ["thaaaanks", "THANKSSS!!!", "thankkks", "coooool thanks", "danke schööön"])
def test_drawn_out_letters_do_not_matter(text: str) -> None:
    assert suggest(text, "de") == "🙏"


def test_a_name_may_follow_thanks() -> None:
    assert suggest("thanks Maya") == suggest("Thank you, Ngāta!") == "🙏"
    assert suggest("Danke, Jürgen", "de") == "🙏"
    assert suggest("thanks Maya Ferreira") is None
    assert suggest("ok Maya") is None


@pytest.mark.parametrize(
    "text", ["Thanks, Friday", "Thanks. But", "Danke, Montag", "Thanks, No", "Danke. Aber"]
)
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_not_every_capital_is_a_name(text: str, language: str) -> None:
    assert suggest(text, language) is None


def test_the_threads_people_may_be_addressed_anywhere() -> None:
    assert suggest("got it, maya", names=["Maya", "asha"]) == "👍"
    assert suggest("Asha, will do", names=["Maya", "asha"]) == "👍"
    assert suggest("maya", names=["Maya"]) is None


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_phrase_of_a_dictionary_is_found(language: str) -> None:
    phrases = LANGUAGES[language].phrases

    assert len(phrases) > 60
    assert {" ".join(words): suggest(" ".join(words), language) for words in phrases} == {
        " ".join(words): emoji for words, emoji in phrases.items()
    }


KNOWN = st.sampled_from([text for spoken in (ENGLISH, GERMAN) for text, _ in cases(spoken)])
MARKS = st.text(alphabet=" .,!…", max_size=4)


@unhurried
@given(KNOWN, st.sampled_from([str.lower, str.upper, str.title, str.swapcase]), MARKS, MARKS)
def test_case_and_punctuation_do_not_matter(text: str, cased: object, before: str, after: str) -> None:
    assert callable(cased)
    spelled = text if ":" in text else cased(text)

    assert suggest(f"{before}{spelled}{after}", "de") == suggest(text, "de")


@unhurried
@given(KNOWN, st.sampled_from(CONTENT), st.booleans(), st.sampled_from(list(LANGUAGES)))
def test_one_word_of_content_makes_it_a_message(text: str, word: str, first: bool, language: str) -> None:
    assert suggest(f"{word} {text}" if first else f"{text} {word}", language) is None


@unhurried
@given(st.text(), st.text())
def test_no_text_and_no_language_make_it_fail(text: str, language: str) -> None:
    assert suggest(text, language) in (None, "👍", "✅", "👀", "🙏")
