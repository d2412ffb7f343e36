"""Labels of a list of questions and answers: "Q:" and "Answer:", and what is written in other languages."""

import re
from collections.abc import Iterable
from functools import cache

from index.text.pack import words_of_all
from index.text.word_patterns import alternatives

__all__ = ["asked_behind_label", "begins_with_answer_label"]

_NUMBER = r"[ \t]*(?:\d{1,3}[ \t]*)?"
_ASKS = ("?", "？", "؟")


def asked_behind_label(text: str) -> str | None:
    """Return the question that a text holds behind a label, None if it has no label or asks nothing."""
    label = _question().match(text) if text.rstrip().endswith(_ASKS) else None
    return text[label.end() :].strip() if label else None


def begins_with_answer_label(row: str) -> bool:
    """True if a row begins with the label of an answer, emphasised or not, with a capital where there are some."""
    return _answer().match(row) is not None


@cache
def _question() -> re.Pattern[str]:
    return re.compile(_label(words_of_all("question_labels"), words_of_all("question_letters")), re.IGNORECASE)


@cache
def _answer() -> re.Pattern[str]:
    whole, letters = words_of_all("answer_labels"), words_of_all("answer_letters")
    return re.compile(rf"(?:\*\*|__)?{_label(map(str.capitalize, whole), map(str.capitalize, letters))}")


def _label(whole: Iterable[str], letters: Iterable[str]) -> str:
    """Return the pattern of a label: one of some words, or one of some letters before a colon alone."""
    marked = rf"(?:{alternatives(whole)}){_NUMBER}[.:)：]|(?:{alternatives(letters)}){_NUMBER}[:：]"
    return rf"(?:{marked})[ \t]*"
