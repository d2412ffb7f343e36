"""Words copied from a rendered page stand where the page's source has them, with or without their marks."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.citations.citation import Citation, Standing, verify
from index.citations.quotes import QuotePlace, find
from index.documents.folder import Folder
from index.documents.passages import split
from index.documents.source import Source
from index.documents.structure import reading

ROOT = Path(__file__).parents[2]
PAGE = """\
# Moving a **server**

> **Note.** Put it somewhere outside `Program Files`. See [the
> guide](guide.md "Guide") first, it is worth it.

1. Stop the _server_ with <kbd>Enter</kbd>.
2. Copy `world/`:

   ```sh
   cp -r world ~/backup | tee log
   ```

- [ ] `cargo test` passes
- [x] the *changelog* has a line
  - nested, with 5 &gt; 3

| Command | Who | Does |
|---|:-:|---|
| `/fly` | **nobody** | lifts you |
| `/land` | | puts you *down* |

Call f(*args) or 2*3*4 in un**believ**able cases[^1].

[^1]: As of snake_case_name.
"""


def places(words: str, text: str = PAGE, name: str = "page.md") -> tuple[QuotePlace, ...]:
    return find(words, [Source("other.txt", "Nothing of the kind.", ""), Source(name, text, "")]).places


def cited(words: str, text: str = PAGE, name: str = "page.md") -> list[str]:
    """The citations of the places where words stand with the marks alone as differences."""
    source = Source(name, text, "")
    found = [one for one in places(words, text, name) if {kind for kind, *_ in one.differences} <= {"marks", "space"}]
    return [str(Citation.at(source, one.start, one.end)) for one in found]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Moving a server", "page.md:1"),
        ("Put it somewhere outside Program Files. See the guide first, it is worth it.", "page.md:3:13-4:49"),
        ("Moving a server\nNote. Put it somewhere outside Program Files.", "page.md:1:1-3:53"),
        ("outside Program Files", "page.md:3:30-51"),
        ("Stop the server with Enter.", "page.md:6"),
        ("Stop the server with Enter.\nCopy world/:\ncp -r world ~/backup", "page.md:6:1-10:23"),
        ("1. Stop the server with Enter.\n2. Copy world/:", "page.md:6-7"),
        ("cargo test passes\nthe changelog has a line\nnested, with 5 > 3", "page.md:13-15"),
        ("• cargo test passes\n• the changelog has a line", "page.md:13-14"),
        ("- cargo test passes\n- the changelog has a line", "page.md:13-14"),
        ("☐ cargo test passes\n☑ the changelog has a line", "page.md:13-14"),
        ("/fly\tnobody\tlifts you\n/land\t\tputs you down", "page.md:19-20"),
        ("/fly nobody lifts you", "page.md:19"),
        ("/fly | nobody | lifts you", "page.md:19"),
        ("| /fly | **nobody** | lifts you |", "page.md:19"),
        ("Command | Who | Does\n--- | --- | ---\n/fly | nobody | lifts you", "page.md:17-19"),
        ("in unbelievable cases", "page.md:22:24-48"),
        ("unbelievable", "page.md:22:27-42"),
        ("As of snake_case_name.", "page.md:24:7-28"),
    ],
)
def test_words_as_a_page_shows_them_stand_at_their_place(words: str, place: str) -> None:
    assert cited(words) == [place]


@pytest.mark.parametrize(
    "words",
    [
        "Put it somewhere outside `Program Files`. See the guide first",
        '**Note.** Put it somewhere outside Program Files. See [the guide](guide.md "Guide") first',
        "somewhere outside `Program Files. See the",
        "server_ with <kbd>Enter</kbd>.\n2. Copy world/",
        "> **Note.** Put it somewhere outside Program Files.",
    ],
)
def test_words_with_some_of_their_marks_stand(words: str) -> None:
    assert len(cited(words)) == 1


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Call f(*args) with care", "Call `f(args)` with care."),
        ("Multiply 2*3*4 with care", "Multiply `234` with care."),
        ("Use hg <NAME> with care", "Use `hg` with care."),
        ("Read [the guide](other.md) with care", "Read [the guide](guide.md) with care."),
        ("3. Stop the server\n4. Copy it", "1. Stop the `server`\n2. Copy it"),
    ],
)
def test_what_a_page_would_hide_of_the_words_must_stand_in_the_source(words: str, text: str) -> None:
    found = places(words, text)
    assert all({kind for kind, *_ in one.differences} - {"marks", "space", "quotes"} for one in found)


def test_the_marks_are_told_and_what_is_shown_is_kept() -> None:
    (place,) = places("outside Program Files. See the guide first")
    assert place.text == 'outside `Program Files`. See [the\n> guide](guide.md "Guide") first'
    assert place.plain == "outside Program Files. See the guide first"
    assert [kind for kind, *_ in place.differences] == ["marks"] * 4
    assert ("marks", "", "`") in place.differences


@pytest.mark.parametrize(
    ("words", "differences"),
    [
        ("Put it anywhere outside Program Files.", [("replaced", "anywhere", "somewhere")]),
        ("See the guide first, it was worth it.", [("replaced", "was", "is")]),
        ("Stop the server with Esc.\nCopy world/:", [("replaced", "Esc", "Enter")]),
        ("cargo test passes\nthe readme has a line", [("replaced", "readme", "changelog")]),
        ("/fly | everybody | lifts you", [("replaced", "everybody", "nobody")]),
        ("/fly\teverybody\tlifts you", [("replaced", "everybody", "nobody")]),
        ('See [the guide](guide.md "Guide") first, it was worth it.', [("replaced", "was", "is")]),
    ],
)
def test_differences_name_words_as_a_page_shows_them(words: str, differences: list[tuple[str, str, str]]) -> None:
    place = places(words)[0]
    assert [one for one in place.differences if one[0] not in {"space", "marks"}] == differences


def test_items_of_a_plain_text_stand_without_their_bullets() -> None:
    text = "Bring:\n\n  - a lamp\n  - a rope,\n    and a horn\n"
    assert cited("a lamp\na rope,\nand a horn", text, "list.txt") == ["list.txt:3-5"]
    assert cited("twenty\nThe next day", "It was twenty\n21. The next day\n", "wrapped.txt") == []


INLINE = st.sampled_from(
    [
        *("plain words", "**bold**", "_slanted_", "`co*de`", "[a link](x.md)", "in**si**de", "<b>tag</b>", "R&amp;D"),
        *("“quoted”", "it’s", "![pic](p.png)", "~~gone~~", "snake_case", "3.5", "<https://a.example>", "`a -b`"),
        *("\\*star", "会谈。"),
    ]
)
LINE = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)
SENTENCES = st.lists(LINE.map(lambda line: f"The {line}."), min_size=1, max_size=3)
PARAGRAPH = SENTENCES.map("\n".join)
BLOCK = st.one_of(
    PARAGRAPH,
    SENTENCES.map(lambda rows: "\n".join(f"> {row}" for row in rows)),
    SENTENCES.map(lambda rows: "\n".join(f"- {row}" for row in rows)),
    SENTENCES.map(lambda rows: "\n".join(f"{number}. {row}" for number, row in enumerate(rows, start=1))),
    SENTENCES.map(lambda rows: "\n".join(f"- [ ] {row}" for row in rows)),
    SENTENCES.map(lambda rows: "| Name | Does |\n|---|---|\n" + "\n".join(f"| one | {row} |" for row in rows)),
    SENTENCES.map(lambda rows: "```sh\n" + "\n".join(rows) + "\n```"),
    LINE.map(lambda line: f"## Its {line}"),
    PARAGRAPH.map(
        lambda text: f"Do this:\n\n1. {text.replace(chr(10), chr(10) + '   ')}\n\n   ```\n   run {{it}}\n   ```"
    ),
)
PAGES = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_every_quote_stands_at_its_citation_as_written_and_as_shown(text: str) -> None:
    source = Source("page.md", text, "x")
    for passage in split(source):
        citation = Citation.of(passage)
        for words in (passage.text, passage.plain) if any(map(str.isalnum, passage.plain)) else ():
            assert verify(citation, source, words=words).standing is Standing.STANDS


@settings(max_examples=150, deadline=None)
@given(PAGES, st.data())
def test_every_part_of_what_a_page_shows_stands(text: str, data: st.DataObject) -> None:
    source = Source("page.md", text, "x")
    shown = reading(source).plain
    start = data.draw(st.integers(0, len(shown) - 1))
    words = shown[start : data.draw(st.integers(start + 1, len(shown)))].strip()
    if any(character.isalnum() for character in words):
        found = find(words, [source]).places
        assert found
        assert all({kind for kind, *_ in one.differences} <= {"marks", "space", "quotes"} for one in found)
        assert all(text[one.start : one.end] == one.text for one in found)


def test_every_quote_of_the_articles_stands_as_shown() -> None:
    for source in Folder(ROOT / "sources").scan():
        assert isinstance(source, Source)
        for passage in split(source):
            assert verify(Citation.of(passage), source, words=passage.plain).standing is Standing.STANDS


def test_words_that_are_more_than_a_claim_can_be_are_not_read_as_markdown() -> None:
    assert places("![" * 60_000 + " outside Program Files") == ()
