"""Explains in plain words why a question is declined."""

from collections.abc import Sequence
from typing import Self

from index.query.answer_type import AnswerType
from index.query.expansion import ExpandedQuery, is_light
from index.query.question import Question
from index.ranking.scoring import Scored
from index.retrieval.engine import Engine

__all__ = ["StatedReason", "missing_words", "why_declined", "why_unsure"]

MOST_NAMED = 3
"""Words that a reason names at most; set by hand."""

LONGEST_NAMED = 40
"""Characters that a reason shows of one word; set by hand."""

TOGETHER = 0.75
"""The share of the question that one passage must hold for its words to stand together; set by hand."""

_ASKED = {
    AnswerType.PERSON: "who",
    AnswerType.DATE: "when",
    AnswerType.PLACE: "where",
    AnswerType.NUMBER: "how many or how much",
    AnswerType.MONEY: "how much money",
    AnswerType.PERCENT: "what share",
    AnswerType.DURATION: "how long",
    AnswerType.REASON: "why",
}


class StatedReason(str):  # noqa: SLOT000 - its code is an attribute
    """A reason in plain words, and a ``code`` by which a program tells it."""

    code: str

    def __new__(cls, text: str, code: str) -> Self:
        """Make a reason of its words and its code."""
        made = super().__new__(cls, text)
        made.code = code
        return made


def why_declined(question: Question, query: ExpandedQuery, scored: Sequence[Scored], engine: Engine) -> StatedReason:
    """The reason, as a clause that begins with a small letter or a quoted word and has no full stop."""
    if not question.text.strip():
        return StatedReason("nothing was asked", "empty")
    if not query.terms:
        return StatedReason("the question holds no word to look for, only words such as 'who' and 'is'", "no word")
    return _words_missing(question, query, engine, found=bool(scored)) or _words_apart(question, scored)


def why_unsure(question: Question, query: ExpandedQuery, missing: Sequence[str]) -> StatedReason:
    """The reason why what is quoted may not answer, as a clause: the words that no source has, or that it lacks."""
    known = {question.text[token.start : token.end] for token in question.tokens if token.term in query.known}
    nowhere = [word for word in missing if word not in known]
    if nowhere:
        return _nowhere(nowhere)
    if missing:
        return StatedReason(f"{_clause(missing, 'does', 'do')} not stand in these lines", "missing")
    if question.answer_type in _ASKED:
        return StatedReason(f"these lines may not say {_ASKED[question.answer_type]}", "form")
    return StatedReason("these lines may speak of something else", "apart")


def missing_words(question: Question, query: ExpandedQuery) -> tuple[str, ...]:
    """The words of a question, as written, that no source has; light ones only if no other is missing."""
    missing = [(word, term) for word, term in _own_words(question, query) if term not in query.known]
    return tuple(word for word, term in missing if not is_light(term)) or tuple(word for word, _ in missing)


def _words_missing(question: Question, query: ExpandedQuery, engine: Engine, *, found: bool) -> StatedReason | None:
    """The reason if no source has some of the words, or has them in boilerplate only; None otherwise.

    Light words are named only if no other word is missing. If both are missing and some passage was ``found``, the
    sources may say it in other words, so this is not the reason.
    """
    missing = [(word, term) for word, term in _own_words(question, query) if term not in query.known]
    heavy = [(word, term) for word, term in missing if not is_light(term)] or missing
    unquoted = engine.statistics(query.terms).unquoted
    if in_boilerplate := [word for word, term in heavy if term in unquoted]:
        clause = _clause(in_boilerplate, "stands", "stand")
        return StatedReason(f"{clause} only in page furniture, which is never quoted", "furniture")
    if heavy and (len(heavy) == len(missing) or not found):
        return _nowhere([word for word, _ in heavy])
    return None


def _nowhere(words: Sequence[str]) -> StatedReason:
    return StatedReason(f"{_clause(words, 'appears', 'appear')} nowhere in the sources", "nowhere")


def _words_apart(question: Question, scored: Sequence[Scored]) -> StatedReason:
    """The reason if the sources have all words: the answer type is missing, or no passage has them together."""
    together = any(one.coverage >= TOGETHER for one in scored)
    if together and scored[0].answer_value < 0 and question.answer_type in _ASKED:
        return StatedReason(f"the sources have these words, but do not say {_ASKED[question.answer_type]}", "form")
    return StatedReason("the words stand in the sources, but not together", "apart")


def _own_words(question: Question, query: ExpandedQuery) -> list[tuple[str, str]]:
    """The distinct words of a question as written, each with its term, without those taken of the one before."""
    words: dict[str, str] = {}
    for token in question.tokens:
        if token.term in query.terms and token.term not in question.inherited:
            words.setdefault(token.term, question.text[token.start : token.end])
    return [(word, term) for term, word in words.items()]


def _clause(words: Sequence[str], singular: str, plural: str) -> str:
    """Some words in quotation marks, as a list, with the verb that agrees with them."""
    shown = [f"'{_shortened(word)}'" for word in words[:MOST_NAMED]]
    last = f"{len(words) - MOST_NAMED} more words" if len(words) > MOST_NAMED else shown.pop()
    return f"{', '.join(shown)} and {last} {plural}" if shown else f"{last} {singular}"


def _shortened(word: str) -> str:
    return word if len(word) <= LONGEST_NAMED else f"{word[: LONGEST_NAMED - 1]}…"
