"""The alignment of a quote with the words of a source that are most like it."""

from index.citations.alignment import align, spelling
from index.citations.regions import Region, likely_regions
from index.documents.source import Source

TEXT = "Nobody was there. The old bridge opened on Monday in the rain. Nobody came."


def whole(text: str) -> Region:
    return Region("a.txt", 0, len(text))


def test_the_part_of_a_region_that_is_most_like_the_quote_is_found() -> None:
    match = align("The new bridge opened on Monday in the rain.", TEXT, whole(TEXT))
    assert match is not None
    assert TEXT[match.start : match.end] == "The old bridge opened on Monday in the rain."
    assert match.differences == (("replaced", "new", "old"),)
    assert 0.9 < match.similarity < 1


def test_a_region_without_a_word_of_the_quote_has_no_alignment() -> None:
    assert align("seventeen purple elephants", TEXT, whole(TEXT)) is None


def test_a_mark_behind_the_words_is_theirs_though_the_like_stands_further_on() -> None:
    text = (
        "When is the pier closed?\n\nThe pier is from November to March closed.\n\nThe board set on 3. May 2023 a fee"
    )
    match = align("The pier is from October to March closed.", text, whole(text))
    assert match is not None
    assert text[match.start : match.end] == "The pier is from November to March closed."
    assert match.differences == (("replaced", "October", "November"),)


def test_a_word_that_a_region_cuts_is_left_out() -> None:
    inside = TEXT.index("bridge") + 2
    match = align("dge opened on Monday", TEXT, Region("a.txt", inside, len(TEXT)))
    assert match is not None
    assert TEXT[match.start : match.end] == "bridge opened on Monday"[7:]


def test_the_regions_that_hold_most_of_the_longest_words_come_first() -> None:
    sources = [Source("a.txt", "The bridge opened.", ""), Source("b.txt", TEXT, ""), Source("c.txt", "Nothing.", "")]
    assert [region.source for region in likely_regions("bridge opened Monday rain", sources)] == ["b.txt", "a.txt"]


def test_equal_words_differ_in_space_and_in_the_shape_of_marks_each_once() -> None:
    assert spelling('a "b"  c  d', "a “b” c d") == (("quotes", '"', "“"), ("quotes", '"', "”"), ("space", "  ", " "))
