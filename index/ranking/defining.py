"""Definitions: whether a passage begins with what a question asks to define, and goes on to say what it is."""

from index.documents.article import Candidate
from index.query.answer_type import AnswerType
from index.query.expansion import ExpandedQuery
from index.query.question import Question
from index.text.analyzer import Analyzer
from index.text.language import DEFAULT
from index.text.patterns import has_pattern, pattern
from index.text.word_patterns import UNSPACED

__all__ = ["asks_to_define", "definition"]

DEFINITION_TERMS = 4
"""Terms of what is to be defined, at most: more of them are no name; set by hand."""


def asks_to_define(question: Question, query: ExpandedQuery) -> bool:
    """True if a question asks what something is, by a name of few terms."""
    return question.answer_type is AnswerType.DEFINITION and len(query.terms) <= _most(question.text)


def definition(query: ExpandedQuery, one: Candidate, analyzer: Analyzer, *, holds_all: bool) -> float:
    """1.0 if a passage begins with what is to be defined, or has it as its term, and goes on to say what it is.

    0.5 if it only begins with that; else 0.0. ``analyzer`` is that of the passage's language; ``holds_all`` says that
    the passage has all terms of the question, without which it cannot begin with them.
    """
    named = [one.passage.path[-1]] if one.passage.whole[0] < one.passage.start and one.passage.path else []
    if any(_is_all(subject, query, analyzer) for subject in named):
        return 1.0
    return _said_first(query, one.passage.plain, analyzer) if holds_all else 0.0


def _said_first(query: ExpandedQuery, text: str, analyzer: Analyzer) -> float:
    language = analyzer.language if has_pattern(analyzer.language, "defined") else DEFAULT
    if any(_is_all(match["subject"], query, analyzer) for match in pattern(language, "defined").finditer(text)):
        return 1.0
    opening = pattern(language, "defined_first").match(text)
    return 0.5 if opening and _is_all(opening[0], query, analyzer) else 0.0


def _most(words: str) -> int:
    """The terms that a name may have; a word of a script without spaces has several, of its characters in pairs."""
    return DEFINITION_TERMS * (3 if UNSPACED.search(words) else 1)


def _is_all(subject: str, query: ExpandedQuery, analyzer: Analyzer) -> bool:
    """True if a few words hold all that is asked for."""
    named = analyzer.terms(subject)
    return len(named) <= _most(subject) and len(query.count(named)) == len(query.terms)
