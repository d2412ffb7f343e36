"""A stretch that never ends is cut into parts that can be quoted, and every other stays whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.cutting import LONGEST, LONGEST_SENTENCE, PART, parts
from index.documents.passages import split
from index.documents.source import Source


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in parts(text, 0, len(text))]


def test_a_long_sentence_stays_whole() -> None:
    for words in ("word " * (LONGEST // 5 - 1) + "end", "word " * (LONGEST_SENTENCE // 5 - 1) + "end."):
        assert cut(words) == [words]
    assert len(cut("word " * (LONGEST // 5) + "end")) > 1
    assert len(cut("word " * (LONGEST_SENTENCE // 5) + "end.")) > 1


def test_a_longer_stretch_is_cut_between_words() -> None:
    found = cut(" ".join(f"word{number}" for number in range(1_000)))
    assert all(PART // 2 <= len(part) <= PART for part in found[:-1])
    assert " ".join(found).split() == [f"word{number}" for number in range(1_000)]


@pytest.mark.parametrize("mark", ["; ", ", ", "\n", "，"])
def test_it_is_cut_where_a_clause_or_a_line_ends(mark: str) -> None:
    clause = "the words of one clause" if mark != "，" else "一句话的词" * 5
    found = cut(mark.join([clause] * 600))
    assert len(found) > LONGEST // PART
    assert all(part.rstrip(mark.strip() or None).endswith(clause) for part in found)


def test_no_letter_loses_its_accent() -> None:
    assert all(part[0] == "e" for part in cut("e\u0301\u0301" * 2_000))


@given(st.lists(st.sampled_from(["word " * 90, "x" * 700, " " * 600, "a; ", "\r\n", "。", "é"]), max_size=12))
def test_nothing_is_left_out_but_white_space(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = list(parts(text, 0, len(text)))
    edges = [(0, 0), *spans, (len(text), len(text))]
    assert all(not text[left[1] : right[0]].strip() for left, right in pairwise(edges))
    assert len(text) <= LONGEST_SENTENCE or all(end - start <= PART for start, end in spans)


@pytest.mark.parametrize("join", [" ", "\n"])
def test_the_passages_of_a_transcript_without_full_stops_are_short(join: str) -> None:
    words = join.join(f"said something {number} and went on speaking" for number in range(500))
    passages = list(split(Source("transcript.txt", words, "")))
    assert len(passages) > 10
    assert max(len(passage.text) for passage in passages) <= PART
