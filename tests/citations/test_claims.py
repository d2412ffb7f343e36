"""Claims: a quote and its citation are found in every form in which people and this program write them."""

import pytest

from index.citations.claims import claims_in

NAMES = {"rules.md", "faq.md", "setup/linux.md", "my notes.md"}


def parsed(text: str) -> list[tuple[str, str | None, str | None]]:
    found = claims_in(text, NAMES.__contains__)
    return [(one.words, one.citation and str(one.citation), one.sha256) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "“No swimming.” (rules.md:6)",
        'rules.md:6 "No swimming."',
        "[rules.md:6] “No swimming.”",
        "“No swimming.”\n   Town rules · The town · 3 May 2024\n   [1] rules.md:6",
        "> No swimming.\n— rules.md:6",
        "> No swimming.\n> — rules.md:6",
        "> No swimming.\n-# `rules.md:6` · The “new” rules",
        '"No swimming." — rules.md, line 6',
        "As rules.md:6 puts it: “No swimming.”",
        "According to rules.md:6, “No swimming.”",
        "No swimming.\nrules.md:6 · Town rules",
        "│ No swimming.\n   Town rules\n   [1] rules.md:6",
        "rules.md:6: No swimming.",
        "No swimming. (rules.md:6)",
        "“No swimming.” rules.md#L6",
        "“No swimming.”\n\n— rules.md:6",
        "“No swimming. (rules.md:6)”",
    ],
)
def test_a_quote_comes_with_its_citation(text: str) -> None:
    assert parsed(text) == [("No swimming.", "rules.md:6", None)]


@pytest.mark.parametrize(
    "text",
    [
        "„No swimming.“ – rules.md, Zeile 6",
        "Wie rules.md:6 besagt: „No swimming.“",
        "Laut rules.md:6: „No swimming.“",
        "laut rules.md:6, No swimming.",
        "«No swimming.» (rules.md, línea 6)",
        "Según rules.md:6, «No swimming.»",
        "según rules.md:6, No swimming.",
        "« No swimming. » (rules.md, ligne 6)",
        "D’après rules.md:6, No swimming.",
        "No swimming.\nQuelle: rules.md:6",
        "No swimming.\nVoir aussi rules.md:6",
        "«No swimming.» (rules.md, строка 6)",
        "Согласно rules.md:6, No swimming.",
        "“No swimming.” (rules.md, 6. satır)",
        "“No swimming.” rules.md第6行",
        "「No swimming.」（rules.md 6行目）",
        "“No swimming.” (rules.md، السطر 6)",
        "据 rules.md:6，No swimming.",
    ],
)
def test_a_quote_comes_with_its_citation_in_the_words_of_other_languages(text: str) -> None:
    assert parsed(text) == [("No swimming.", "rules.md:6", None)]


def test_lines_may_be_told_in_words() -> None:
    assert parsed("“A b.” (rules.md, Zeilen 6-8)") == [("A b.", "rules.md:6-8", None)]
    assert parsed("“A b.” rules.md第6-8行") == [("A b.", "rules.md:6-8", None)]


def test_a_citation_may_have_the_beginning_of_a_hash() -> None:
    for text in ("“A b.” (rules.md:6@ab12cd)", "“A b.” (rules.md@sha256:ab12cd:6)"):
        assert parsed(text) == [("A b.", "rules.md:6", "ab12cd")]


def test_a_name_may_hold_spaces_and_a_place_several_lines_or_columns() -> None:
    assert parsed("“A b.” (my notes.md:6-8)") == [("A b.", "my notes.md:6-8", None)]
    assert parsed("“A b.” (faq.md:6:1-4)") == [("A b.", "faq.md:6:1-4", None)]


@pytest.mark.parametrize("text", ["rules.md:6", "[1] rules.md:6", "(rules.md:6).", "`rules.md:6`"])
def test_a_citation_alone_has_no_words(text: str) -> None:
    assert parsed(text) == [("", "rules.md:6", None)]


@pytest.mark.parametrize("text", ["It opens at 10:30 today.", "“A quote” alone", "other.name:5 says", "rules.md:6-"])
def test_words_without_a_citation_are_left_as_they_are(text: str) -> None:
    assert parsed(text) == [(text, None, None)]


def test_a_copied_answer_is_parted_into_its_quotes() -> None:
    answer = (
        "Two reports: “Rules” and “Questions”.\n\n┆ Role     Key\n│ Steward  yes\n   Rules\n   [1] rules.md:7\n\n"
        "“Nobody may swim.”\n   Questions\n   [2] faq.md:3:21-83\n       also at rules.md:9"
    )
    assert parsed(answer) == [
        ("Steward  yes", "rules.md:7", None),
        ("Nobody may swim.", "faq.md:3:21-83", None),
        ("Nobody may swim.", "rules.md:9", None),
    ]


def test_a_further_place_in_another_language_has_the_same_words() -> None:
    assert parsed("“A b.”\n   [1] rules.md:7\n       auch bei faq.md:3") == [
        ("A b.", "rules.md:7", None),
        ("A b.", "faq.md:3", None),
    ]


def test_a_citation_within_the_quoted_words_is_part_of_them() -> None:
    assert parsed("“See faq.md:3 for more.” (rules.md:6)") == [("See faq.md:3 for more.", "rules.md:6", None)]


@pytest.mark.parametrize("piece", [" ", "1 ", "第1行 ", "rules.md, line 6 ", "(", "also at ", "6. "])
def test_no_text_makes_the_search_for_citations_slow(piece: str) -> None:
    assert claims_in((piece * 100_000)[:100_000], NAMES.__contains__)
