"""What a reader sees of a text with marks, and the way back to where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from index.documents.reading import Mark, Reading, marks_within, plain

TEXT = "Press **F4**, then [go](http://a.example/b) &amp; wait."
MARKS = (Mark(6, 8), Mark(10, 12), Mark(19, 20), Mark(22, 43), Mark(44, 49, "&"))


def test_marks_are_left_out_or_shown_as_something_else() -> None:
    assert Reading(TEXT, MARKS).plain == plain(TEXT, MARKS) == "Press F4, then go & wait."
    assert plain(TEXT[6:12], marks_within(MARKS, 6, 12), 6) == "F4"
    assert plain(TEXT, ()) == TEXT


def test_a_span_of_what_is_shown_leads_to_the_text() -> None:
    reading = Reading(TEXT, MARKS)
    for words, written in (("F4", "F4"), ("go", "go"), ("&", "&amp;"), ("then go & wait", TEXT[14:-1])):
        start = reading.plain.index(words)
        begin, end = reading.raw_span(start, start + len(words))
        assert TEXT[begin:end] == written


def test_an_offset_in_the_text_leads_to_what_is_shown() -> None:
    reading = Reading(TEXT, MARKS)
    assert [reading.shown(at) for at in (0, 8, 20, 30, 44, 50)] == [0, 6, 15, 17, 18, 20]


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text("abc *_", min_size=1, max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [Mark(start, end, draw(st.sampled_from(["", "", " ", "xy"]))) for start, end in pairs]


@given(marked())
def test_every_character_that_is_shown_as_it_stands_is_found_again(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    reading = Reading(text, marks)
    for at, character in enumerate(text):
        if not any(mark.start <= at < mark.end for mark in marks):
            assert reading.plain[reading.shown(at)] == character
            assert reading.raw(reading.shown(at)) == at
            assert reading.raw_span(reading.shown(at), reading.shown(at) + 1) == (at, at + 1)
