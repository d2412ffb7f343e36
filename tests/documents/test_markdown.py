"""What an article in Markdown is called, and which of its lines a page does not show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.boilerplate import boilerplate
from index.documents.markdown import FRONT_MATTER, hidden, title
from index.documents.source import Source

MATTER = """\
---
title: "Joining the library"
date: 2024-03-05
tags:
  - howto
---

# Welcome
Anyone can join.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MATTER, "Joining the library"),
        (MATTER.replace("\n", "\r\n"), "Joining the library"),
        (MATTER.replace('"Joining the library"', "''"), "Welcome"),
        ("+++\ntitle = 'A fair'\n+++\nWords.\n", "A fair"),
        (
            "\n[![build](https://a.example/b.svg)](https://a.example)\n\n# `pq` and [its **use**](a.md) #\n",
            "pq and its use",
        ),
        ("The fair\n=======\n\nWords.", "The fair"),
        ("<h1></h1>\n# snake_case stays\n", "snake_case stays"),
        ("Words.\n# Later", None),
        ("## Only a second level\n", None),
        ("```\n# a comment in code\n```\n", None),
        ("# " + "a" * 300, None),
        ("", None),
    ],
)
def test_a_title_is_that_of_the_front_matter_or_of_the_first_heading(text: str, expected: str | None) -> None:
    assert title(text) == expected


def test_front_matter_is_hidden_and_the_words_below_stay() -> None:
    assert list(hidden(MATTER)) == [1, 2, 3, 4, 5, 6]
    assert set(hidden(MATTER).values()) == {"front matter, which a page does not show"}


@pytest.mark.parametrize(
    "text",
    [
        "---\nA rule above words, and one below.\n---\n",
        "---\ntitle: never closed\n\nWords.\n",
        "Words.\n---\ntitle: not at the top\n---\n",
        "---\n" + "a: b\n" * FRONT_MATTER + "---\n",
        "---\n---\nWords.",
    ],
)
def test_what_is_no_front_matter_stays(text: str) -> None:
    assert hidden(text) == {}


def test_comments_that_have_their_lines_for_themselves_are_hidden() -> None:
    text = "One.\n<!-- two -->\n<!--\nfour\n\nsix -->\nSeven <!-- and --> words.\n"
    text += "<!-- a --> Eight.\n<!-- never closed\nNine."
    assert list(hidden(text)) == [2, 3, 4, 6]


def test_comments_in_code_stay() -> None:
    assert hidden("```html\n~~~\n<!-- shown -->\n```\n") == {}
    assert hidden("```html\n<!-- shown -->\n```\n<!-- hidden -->") == {4: "a comment, which a page does not show"}


def test_lines_of_pictures_alone_are_hidden() -> None:
    text = "![A drill](drill.png)\n[![build](b.svg)](https://a.example) <br>\nSee ![A drill](drill.png) here.\n"
    assert hidden(text) == {1: "a picture without words", 2: "a picture without words"}


def test_only_markdown_hides_lines() -> None:
    assert list(boilerplate(Source("a.md", MATTER, ""))) == [1, 2, 3, 4, 5, 6]
    assert boilerplate(Source("a.txt", MATTER, "")) == {}


@given(st.text(st.sampled_from("-<!>#=` \na+:"), max_size=200))
def test_any_text_is_read(text: str) -> None:
    lines = text.split("\n")
    assert all(lines[number - 1].strip() for number in hidden(text))
    assert title(text) != ""


def test_no_text_makes_it_slow() -> None:
    pieces = ["<!--\n", "<!-- a -->", "[", "![](", "# " * 9, "*`_", "---\n", "<", "title:"]
    for piece in pieces:
        text = piece * (200_000 // len(piece))
        assert len(hidden(text)) <= len(text)
        assert len(title("# " + text) or "") <= len(text)


def test_mdx_hides_what_is_program_and_no_code() -> None:
    text = 'import A from "a"\nexport const b = 1\n\nimport duties are high.\n\n```js\nimport C from "c"\n```\n'
    assert set(hidden(text, program=True)) == {1, 2}
    assert set(boilerplate(Source("a.mdx", text, ""))) == {1, 2}
    assert not boilerplate(Source("a.md", text, ""))
