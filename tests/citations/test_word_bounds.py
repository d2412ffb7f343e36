"""Bounds of words: what a quote may not cut."""

import pytest

from index.citations.word_bounds import cuts, cuts_marked


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("possible to swim here", "It is impossible to swim here."),
        ("every", "everyone agrees"),
        ("friends can", "why friends can’t see you"),
        ("5 million", "It cost 3.5 million dollars."),
        ("costs 1", "It costs 1,200 coins."),
        ("judged at 20", "It is judged at 20:30 by all."),
        ("5 degrees", "At -5 degrees it froze."),
        ("lethal weapons", "They carried non-lethal weapons."),
        ("case", "a snake_case name"),
        ("cafe", "a cafe\u0301 there"),
    ],
)
def test_a_part_of_a_word_or_a_number_is_cut(words: str, text: str) -> None:
    start = text.index(words)
    assert cuts(text, start, start + len(words))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("well", "a well-known mayor"),
        ("the mayor", "the mayor's office"),
        ("It cost 3.5", "It cost 3.5 million."),
        ("ended at 5", "It ended at 5."),
        ("homme", "l’homme est là"),
        ("bold", "a _bold_ word"),
        ("二次对话", "举行第二次对话。"),
        ("3-5", "pages 3-5 of it"),
    ],
)
def test_whole_words_are_not_cut(words: str, text: str) -> None:
    start = text.index(words)
    assert not cuts(text, start, start + len(words))


def test_emphasis_within_a_word_leaves_it_one_word() -> None:
    text = "An un**locked** door, a **bold** one."
    assert cuts_marked(text, text.index("locked"), text.index("** door"))
    assert not cuts_marked(text, text.index("bold"), text.index("** one"))
