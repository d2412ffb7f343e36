"""Labels of questions and answers, in English and in other languages."""

import pytest

from index.documents.faq_labels import asked_behind_label, begins_with_answer_label


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Q: Who may swim?", "Who may swim?"),
        ("Question 3. Who may swim?", "Who may swim?"),
        ("Frage 2: Wer darf schwimmen?", "Wer darf schwimmen?"),
        ("F: Wer darf schwimmen?", "Wer darf schwimmen?"),
        ("P: ¿Quién puede nadar?", "¿Quién puede nadar?"),
        ("Question : Qui peut nager ?", "Qui peut nager ?"),
        ("Вопрос: Кто может плавать?", "Кто может плавать?"),
        ("问：谁可以游泳？", "谁可以游泳？"),
        ("س: من يستطيع السباحة؟", "من يستطيع السباحة؟"),
    ],
)
def test_a_question_is_told_by_its_label(text: str, asked: str) -> None:
    assert asked_behind_label(text) == asked


@pytest.mark.parametrize(
    "text", ["Who may swim?", "Q: Swimming.", "F. Scott wrote what?", "d) Wer schwimmt?", "FAQ: ok?"]
)
def test_what_has_no_label_or_asks_nothing_is_none(text: str) -> None:
    assert asked_behind_label(text) is None


@pytest.mark.parametrize(
    "row", ["A: Nobody.", "**A:** Nobody.", "Antwort: Niemand.", "R: Nadie.", "答：没有人。", "ج: لا أحد"]
)
def test_an_answer_is_told_by_its_label(row: str) -> None:
    assert begins_with_answer_label(row)


@pytest.mark.parametrize("row", ["a) the first", "R. Smith swims.", "Answers are below.", "Nobody."])
def test_another_row_begins_no_answer(row: str) -> None:
    assert not begins_with_answer_label(row)
