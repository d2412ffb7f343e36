"""An answer parts its passages into those that make it and those that only come next."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.library.answer import Answer, Quote
from index.query.answer_type import AnswerType

QUOTE = Quote(1, True, 1.0, "a.txt:1", "a.txt", "A", None, None, None, 0, 4, 1, 1, 1, 4, "0" * 64, "One.")  # noqa: FBT003


@given(st.lists(st.booleans(), max_size=8))
def test_every_passage_is_a_quote_or_one_of_the_others_in_its_order(quoted: list[bool]) -> None:
    passages = tuple(replace(QUOTE, rank=rank, quoted=one) for rank, one in enumerate(quoted, start=1))
    answer = Answer("Who?", AnswerType.PERSON, any(quoted), 0.5, None, passages)
    assert [one.rank for one in answer.quotes] == [rank for rank, one in enumerate(quoted, start=1) if one]
    assert [one.rank for one in answer.others] == [rank for rank, one in enumerate(quoted, start=1) if not one]
