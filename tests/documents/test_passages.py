"""Passages: every one exact, in order, and those of the two articles one by one."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.citations.citation import Citation
from index.documents.boilerplate import boilerplate
from index.documents.cutting import PART
from index.documents.folder import Folder
from index.documents.passages import Passage, split
from index.documents.source import Metadata, Source

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
PIECES = [
    *[
        "Mr. Lee agreed. ",
        "U.S. talks",
        "“No.” ",
        "会谈。",
        "3.5",
        "é",
        "…",
        "\ufeff",
        "\u2028",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\r",
    ],
    *[
        "(Xinhua/Bao Dandan) ",
        "PARIS, May 3 (AFP) -- ",
        "\n\n",
        "- item",
        "# heading",
        "```",
        "| a |",
        ">",
        "Share this",
    ],
    "The committee, which met on Monday for the first time since the summer,",
    "GMT 19:37 2018 Wednesday ,31 October",
]
documents = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60)
names = st.sampled_from(["a.txt", "b c.md", "中/文.txt"])


def passages(text: str, name: str = "a.txt") -> list[Passage]:
    return list(split(Source(name, text, "")))


def texts(text: str, name: str = "a.txt") -> list[str]:
    return [one.text for one in passages(text, name)]


@pytest.mark.parametrize("name", ["000_71f5696949891c94", "004_52fc0199ecdba978"])
def test_the_passages_of_the_two_articles_are_these(name: str) -> None:
    found = split(Folder(ROOT / "sources").read(f"{name}.txt"))
    told = [f"{Citation.of(one)}\t{'quotable' if one.quotable else 'not quotable'}\t{one.text}" for one in found]
    assert told == (GOLDEN / f"{name}.tsv").read_text("utf-8").splitlines()


def test_the_lead_of_the_first_article_stands_three_times_in_the_same_words() -> None:
    found = list(split(Folder(ROOT / "sources").read("000_71f5696949891c94.txt")))
    leads = [one for one in found if one.text.startswith("The first China-U.S. ministerial dialogue")]
    assert len(leads) == 3
    assert len({one.text for one in leads}) == 1


@given(documents, names)
def test_verbatim_every_passage_is_its_span_of_the_text(text: str, name: str) -> None:
    source = Source(name, text, "")
    for one in split(source):
        assert source.text[one.start : one.end] == one.text == one.text.strip() != ""
        assert source.place(one.start) == (one.line, one.column)
        assert source.place(one.end - 1) == (one.end_line, one.end_column)
        assert one.fills_lines == (
            (one.start, one.end) == source.trimmed(source.line_span(one.line)[0], source.line_span(one.end_line)[1])
        )


@given(documents, names)
def test_passages_are_counted_in_the_order_of_the_text_and_never_overlap(text: str, name: str) -> None:
    found = passages(text, name)
    assert [one.ordinal for one in found] == list(range(len(found)))
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(two.paragraph - one.paragraph in {0, 1} for one, two in pairwise(found))
    assert not found or found[0].paragraph == 0


@given(documents, names)
def test_no_passage_holds_a_line_of_furniture(text: str, name: str) -> None:
    source = Source(name, text, "")
    skipped = boilerplate(source)
    assert not any(number in skipped for one in split(source) for number in range(one.line, one.end_line + 1))


@given(documents, st.integers(1, 3))
def test_the_passages_of_a_block_do_not_depend_on_the_blocks_after_it(text: str, times: int) -> None:
    block = "The mayor agreed. She left at 5 p.m. Then it rained."
    assert texts(f"{block}\n\n{text}")[:3] == texts(block) == texts(f"{block}\n\n" * times)[:3]


def test_a_sentence_runs_over_wrapped_lines_and_its_citation_over_them() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    found = passages(text)
    assert all(one.text[-1] in ".:" for one in found if one.line != one.end_line)
    (warranty,) = [one for one in found if one.text.startswith("IN NO EVENT")]
    assert warranty.end_line > warranty.line
    assert warranty.text.endswith("IN THE\nSOFTWARE.")


def test_a_heading_is_a_passage_of_its_own() -> None:
    assert texts("The bridge\n\nIt is new. It is long.\n") == ["The bridge", "It is new.", "It is long."]
    assert texts("# The bridge\nIt is new.\n", "a.md") == ["The bridge", "It is new."]


def test_datelines_and_credits_are_passages_that_are_never_quoted() -> None:
    text = "A man waves. (AP Photo/Jane Doe, File) NEW YORK (AP) — The mayor agreed. She left.\nSource: Reuters\n"
    assert [(one.text, one.quotable, one.paragraph) for one in passages(text)] == [
        ("A man waves.", True, 0),
        ("(AP Photo/Jane Doe, File)", False, 0),
        ("NEW YORK (AP) —", False, 1),
        ("The mayor agreed.", True, 1),
        ("She left.", True, 1),
        ("Source: Reuters", False, 1),
    ]


def test_skipped_lines_have_no_passages_and_kept_ones_do() -> None:
    metadata = Metadata(skip=((1, 1),), keep=((2, 2),))
    source = Source("a.txt", "One.\nShare this article\nTwo.\n", "", metadata)
    assert [one.text for one in split(source)] == ["Share this article", "Two."]


@pytest.mark.parametrize("text", ["", " \n ", "---\n", "***", "\u200b", "…"])
def test_a_text_without_words_has_no_passages(text: str) -> None:
    assert passages(text) == []


def test_a_text_without_any_full_stop_is_one_passage_a_paragraph() -> None:
    text = "words without an end\n\nand some more of them"
    assert texts(text) == text.split("\n\n")


@pytest.mark.parametrize("end", ["", ". The end. "])
def test_a_line_of_a_million_characters_is_split(end: str) -> None:
    text = f"Some words that go on{end} " * 40_000
    found = passages(text)
    assert (len(found) == 80_000) if end else (max(len(passage.text) for passage in found) <= PART)
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize("line", ["a", "The end.", "- x", "", " ", "(", "# a", "x = f(a);", "|a|", ". ."])
def test_very_many_lines_are_split(line: str) -> None:
    assert len(passages(f"{line}\n" * 20_000)) in {0, 20_000}
