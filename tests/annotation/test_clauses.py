import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.annotation import clauses


def strong(find: object, text: str) -> list[str]:
    assert callable(find)
    return [text[span.start : span.end] for span in find(text) if span.strength > 0.6]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("They left because it rained.", "it rained"),
        ("It failed due to a lack of funds, which hurt.", "a lack of funds"),
        ("He came in order to see the plan.", "see the plan"),
        ("The delay was caused by a strike.", "a strike"),
        ("This was aimed at implementing the consensus.", "implementing the consensus"),
    ],
)
def test_a_reason_stands_behind_its_cue(sentence: str, reason: str) -> None:
    assert strong(clauses.reasons, sentence) == [reason]


def test_as_and_for_give_a_reason_only_perhaps() -> None:
    assert [span.strength < 0.5 for span in clauses.reasons("They stayed as it rained.")] == [True]


@pytest.mark.parametrize(
    ("sentence", "manner"),
    [
        ("They won by scoring late.", "by scoring late"),
        ("It works through pressure.", "through pressure"),
        ("He did it using a saw.", "using a saw"),
    ],
)
def test_a_manner_begins_with_its_cue(sentence: str, manner: str) -> None:
    assert strong(clauses.manners, sentence) == [manner]


@pytest.mark.parametrize(
    ("sentence", "definition"),
    [
        ("A clade is a group of related organisms.", "a group of related organisms"),
        ("Meng, the head of the commission, spoke.", "the head of the commission, spoke"),
        ("Rhodophyte means red plant.", "red plant"),
        ("The line, known as the hotline, was set up.", "as the hotline, was set up"),
    ],
)
def test_a_definition_stands_behind_its_cue(sentence: str, definition: str) -> None:
    assert definition in strong(clauses.definitions, sentence)


@pytest.mark.parametrize(
    ("sentence", "enumeration"),
    [
        ("They play cricket, football and rugby.", "cricket, football and rugby"),
        ("Its members are China, Japan, and Korea.", "China, Japan, and Korea"),
        ("He asked Novgorod and Pskov.", "Novgorod and Pskov"),
    ],
)
def test_an_enumeration_is_a_list(sentence: str, enumeration: str) -> None:
    assert any(enumeration in found for found in strong(clauses.lists, sentence))


FINDERS = [clauses.reasons, clauses.manners, clauses.definitions, clauses.lists, clauses.locations]


@given(st.text(max_size=200) | st.text(alphabet="ab ,;.and or is the by because", max_size=200))
def test_every_span_lies_in_the_sentence(sentence: str) -> None:
    for find in FINDERS:
        assert all(0 <= span.start < span.end <= len(sentence) for span in find(sentence))


@pytest.mark.parametrize("piece", ["a, ", "a and ", "because ", "is a ", "by ", "in a ", ", the ", "a ", "(", "as "])
def test_long_hostile_text_is_read(piece: str) -> None:
    sentence = piece * (20_000 // len(piece))
    for find in FINDERS:
        assert all(span.end <= len(sentence) for span in find(sentence))


def test_a_name_ends_before_the_space_behind_it() -> None:
    sentence = "The tower is called Za\u0300lgo and stands near the pond."
    assert [sentence[one.start : one.end] for one in clauses.names(sentence)] == ["Za\u0300lgo"]
