"""Questions in the text: a page of questions and answers is answered from its answers, not from its questions."""

import re
from collections.abc import Collection, Iterator, Sequence

from index.documents.article import Candidate
from index.retrieval.engine import Engine
from index.text.analyzer import terms

__all__ = ["SAME", "answers", "is_question"]

SAME = 0.5
"""The share of a question's terms from which on another one asks much the same."""

_QUESTION = re.compile(r"[?？؟][\"'”’»)\]*_]*\Z")


def is_question(text: str) -> bool:
    """Whether a sentence asks: it ends with a question mark."""
    return _QUESTION.search(text, max(0, len(text) - 8)) is not None


def answers(wanted: Collection[str], candidates: Sequence[Candidate], engine: Engine) -> Iterator[Candidate]:
    """The passages behind those candidates that ask much the same, unless they are candidates themselves.

    An answer need not repeat a word of its question, so no engine proposes it.
    """
    known = {(one.passage.source, one.passage.ordinal) for one in candidates}
    for one in candidates:
        if is_question(one.passage.text) and len(set(wanted).intersection(one.terms)) >= SAME * len(wanted):
            for passage in engine.passages(one.passage.source, one.passage.ordinal + 1, one.passage.ordinal + 1):
                if passage.quotable and (passage.source, passage.ordinal) not in known:
                    own = terms(passage.text)
                    yield Candidate(passage, own, one.terms, (), own, one.title)
