"""An excerpt shows the lines of a span as they stand, with the span marked and whole."""

from hypothesis import given
from hypothesis import strategies as st

from index.citations.excerpts import ExcerptLine, excerpt
from index.documents.source import Source

texts = st.text(st.sampled_from("ab ,.é字\n"), min_size=1, max_size=400)


def source(text: str) -> Source:
    return Source("a.txt", text, "0" * 64)


def lines(text: str, start: int, end: int, context: int = 1, width: int = 300) -> tuple[ExcerptLine, ...]:
    return excerpt(source(text), "a.txt:1", (start, end), context=context, width=width).lines


def test_the_lines_around_a_span_have_their_numbers_and_the_span_its_mark() -> None:
    shown = lines("one\ntwo two\nthree\nfour\n", 8, 11)
    assert [(line.number, line.text, line.marked) for line in shown] == [
        (1, "one", None),
        (2, "two two", (4, 7)),
        (3, "three", None),
    ]


def test_a_span_over_lines_is_marked_in_each() -> None:
    shown = lines("one\r\ntwo\r\nthree", 1, 12, context=0)
    assert [(line.text, line.marked) for line in shown] == [("one", (1, 3)), ("two", (0, 3)), ("three", (0, 2))]


def test_a_long_line_is_a_window_of_whole_words_around_the_span() -> None:
    text = "word " * 200 + "here it is" + " word" * 200
    (line,) = lines(text, 1000, 1010, width=60)
    assert line.marked is not None
    assert line.text[slice(*line.marked)] == "here it is"
    assert len(line.text) <= 60
    assert (line.offset, line.cut_end) == (975, True)
    assert set(line.text.split()) == {"word", "here", "it", "is"}


def test_a_span_longer_than_the_window_is_whole() -> None:
    text = "x" * 50 + "y" * 500 + "x" * 50
    (line,) = lines(text, 50, 550, width=100)
    assert line.text == "y" * 500


@given(texts, st.data(), st.integers(0, 3), st.integers(1, 80))
def test_every_line_is_a_part_of_its_source(text: str, data: st.DataObject, context: int, width: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    held = source(text)
    marked = ""
    for line in excerpt(held, "a.txt:1", (start, end), context=context, width=width).lines:
        begin = held.line_starts[line.number - 1] + line.offset
        assert held.text[begin : begin + len(line.text)] == line.text
        if line.marked:
            marked += line.text[slice(*line.marked)]
    assert marked == text[start:end].replace("\n", "")
