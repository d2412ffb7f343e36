"""The language that a question tells by itself, in which it is answered."""

import pytest

from index.text.language import language_told


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Who opened the Riverside library?", "en"),
        ("was it decided", "en"),
        ("Wer eröffnete die Riverside library?", "de"),
        ("¿Cuándo abre?", "es"),
        ("Quem abriu a biblioteca?", "pt"),
        ("Chi ha aperto la biblioteca?", "it"),
        ("谁 Riverside library？", "zh"),
        ("いつ開きますか", "ja"),
        ("Когда откроют мост?", "ru"),
        ("hotline", ""),
        ("library hours", ""),
        ("Explain die casting", ""),
        ("What is π?", "en"),
        ("", ""),
    ],
)
def test_a_question_tells_its_language_or_none(question: str, code: str) -> None:
    assert language_told(question) == code


def test_of_two_languages_that_are_as_likely_the_preferred_one_counts() -> None:
    question = "Qui a ouvert la Riverside library ?"
    assert language_told(question) == ""
    assert language_told(question, ("de", "fr")) == "fr"
