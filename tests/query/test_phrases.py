import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.phrases import after_opening, head, is_choice, is_plural, phrase, question_word, slips, split


def texts(question: str) -> list[str]:
    return [word.text for word in split(question)]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What's Xinhua's view?", ["what", "is", "xinhua", "view"]),
        ("Who’d attend?", ["who", "did", "attend"]),
        ("Don't ask", ["don't", "ask"]),
        ("how mny came", ["how", "many", "came"]),
        ("hwo met whom", ["hwo", "met", "whom"]),
        ("wehn was it", ["when", "was", "it"]),
        ("50% of $3", ["50", "%", "of", "$", "3"]),
    ],
)
def test_a_question_becomes_words_in_lower_case(question: str, words: list[str]) -> None:
    assert texts(question) == words


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("Can you tell me who came?", "who came"),
        ("hi, please, where is it", "where is it"),
        ("I would like to know more about the bridge", "the bridge"),
        ("Who came?", "who came"),
        ("tell me", "tell me"),
    ],
)
def test_an_opening_is_left_out_unless_nothing_follows(question: str, rest: str) -> None:
    assert " ".join(word.text for word in after_opening(split(question))) == rest


@pytest.mark.parametrize(
    ("question", "at"),
    [
        ("Who came?", 0),
        ("In which city was it?", 1),
        ("The man who came met whom?", 5),
        ("When many are arrested, what is usual?", 4),
        ("The ferry leaves when?", 3),
        ("the bridge", None),
    ],
)
def test_the_word_that_asks_is_found(question: str, at: int | None) -> None:
    assert question_word(split(question), question) == at


def test_a_choice_is_told_from_or_not() -> None:
    assert is_choice(split("Is it high or low?"))
    assert not is_choice(split("Is it high or not?"))


def test_a_noun_phrase_ends_at_a_function_word_and_has_a_head() -> None:
    run = phrase(split("How many square miles of forest"), 2)
    assert [word.text for word in run] == ["square", "miles"]
    noun = head(run)
    assert noun is not None
    assert noun.text == "miles"
    assert head([]) is None


@pytest.mark.parametrize(
    ("word", "plural"), [("cities", True), ("people", True), ("gas", False), ("virus", False), ("basis", False)]
)
def test_a_plural_is_told_by_its_ending(word: str, *, plural: bool) -> None:
    assert is_plural(word) is plural


def test_an_english_word_is_no_misspelling() -> None:
    assert slips(["when"])["wehn"] == "when"
    assert not {"hen", "when"} & slips(["when"]).keys()


@given(st.text(max_size=200))
def test_every_word_stands_in_the_question(question: str) -> None:
    assert all(0 <= word.start < word.end <= len(question) for word in split(question))
