"""Questions in the sources: on a page of questions and answers, the sentence after a question is the answer."""

import re
from collections.abc import Collection, Iterator, Sequence

from index.documents.article import Candidate
from index.retrieval.engine import Engine, analyzer_for

__all__ = ["SAME", "answers", "is_question"]

SAME = 0.5
"""The share of a question's terms from which on a question in the sources asks much the same; set by hand."""

_QUESTION = re.compile(r"[?？؟][\"'”’»)\]*_]*\Z")


def is_question(text: str) -> bool:
    """True if a sentence ends with a question mark, whatever quotes and brackets follow it."""
    return not text.endswith(".") and _QUESTION.search(text, max(0, len(text) - 8)) is not None


def answers(query_terms: Collection[str], candidates: Sequence[Candidate], engine: Engine) -> Iterator[Candidate]:
    """Find the passages after candidates that ask much the same, unless they are candidates themselves.

    An answer need not repeat a word of its question, so no engine proposes it.
    """
    asking = [one for one in candidates if is_question(one.passage.plain) and _is_same(query_terms, one)]
    known = {(one.passage.source, one.passage.ordinal) for one in candidates} if asking else set()
    for one in asking:
        at = one.passage.ordinal + 1
        for passage in engine.passages(one.passage.source, at, at):
            if passage.quotable and (passage.source, passage.ordinal) not in known:
                own = analyzer_for(engine, passage.source).terms(passage.plain)
                yield Candidate(passage, own, one.terms, (), own, one.title)


def _is_same(query_terms: Collection[str], one: Candidate) -> bool:
    return len(set(query_terms).intersection(one.terms)) >= SAME * len(query_terms)
