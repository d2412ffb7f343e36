import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.annotation import entities


def strengths(find: object, text: str) -> dict[str, float]:
    assert callable(find)
    return {text[span.start : span.end]: span.strength for span in find(text)}


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("It was opened by Mayor Anna Berg.", "Mayor Anna Berg"),
        ("A speech of Martin Luther King was heard.", "Martin Luther King"),
        ("A report by M. Theo Kearney appeared.", "M. Theo Kearney"),
        ("It was written by Ludwig van Beethoven in 1804.", "Ludwig van Beethoven"),
        ("Later Börte married him.", "Börte"),
        ("The letter of Жуков was found.", "Жуков"),
        ("He met Abu al-Rayhan al-Biruni there.", "Abu al-Rayhan al-Biruni"),
        ("Dr. Jane O'Neil spoke.", "Dr. Jane O'Neil"),
    ],
)
def test_a_person_is_found(sentence: str, person: str) -> None:
    found = strengths(entities.persons, sentence)
    assert found.get(person, 0) > 0.6, found


@pytest.mark.parametrize(
    "sentence",
    [
        "They met in Washington.",
        "They met at the Department of Justice.",
        "On Tuesday in December they met.",
        "It was the Super Bowl.",
        "the officials agreed",
        "The Counselor for International Affairs of the Department of Justice spoke.",
        "The Vice President of Football Operations resigned.",
    ],
)
def test_a_place_a_body_a_day_or_a_people_is_no_person(sentence: str) -> None:
    assert all(strength < 0.5 for strength in strengths(entities.persons, sentence).values())


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("They met in Beijing.", "Beijing"),
        ("It lies near Millingen and the border.", "Millingen"),
        ("The army reached the St. Johns River.", "St. Johns River"),
        ("He sailed to Sydney.", "Sydney"),
        ("Duval County was enlarged.", "Duval County"),
    ],
)
def test_a_place_is_found(sentence: str, place: str) -> None:
    assert strengths(entities.places, sentence).get(place, 0) > 0.6


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("The Department of Justice refused.", "Department of Justice"),
        ("It was sold to Virgin Media.", "Virgin Media"),
        ("The report of NASUWT says so.", "NASUWT"),
        ("He studied at Newcastle University.", "Newcastle University"),
    ],
)
def test_a_body_is_found(sentence: str, body: str) -> None:
    assert strengths(entities.organisations, sentence).get(body, 0) > 0.6


def test_a_leading_function_word_is_no_part_of_a_name() -> None:
    assert [name.text for name in entities.names("The Amazon and In Paris")] == ["Amazon", "Paris"]


@given(st.text(max_size=200) | st.text(alphabet="AbÉ .'’-&of the", max_size=200))
def test_every_name_lies_in_the_sentence(sentence: str) -> None:
    for name in entities.names(sentence):
        assert sentence[name.start : name.end] == name.text
        assert name.text


@pytest.mark.parametrize("piece", ["A", "A ", "A.", "A of the ", "A-", "A'", "Ab’s ", "(A", "the "])
def test_long_hostile_text_is_read(piece: str) -> None:
    sentence = piece * (20_000 // len(piece))
    assert all(name.end <= len(sentence) for name in entities.names(sentence))
