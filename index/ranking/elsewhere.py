"""Questions about other things, to calibrate with: in the language of a collection, made of its own rare words.

The questions that ship are in English; of a collection in another language they tell nothing, since it has hardly a
word of theirs. So a few rare words of one passage are taken for a question, and its source is left out of the answer:
what is left is about something else. Sources about one thing in two places are the exception, and make it stricter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from index.documents.passages import Passage
from index.query.expansion import ExpandedQuery, expand
from index.query.question import Question, paired, parse
from index.retrieval.engine import Candidate, Engine, analyzer_for
from index.text.analyzer import Token
from index.text.lexicon import STOP_WORDS

__all__ = ["MadeUp", "is_english", "made_up"]

MADE = 200
"""Questions that are made at most."""
WORDS = 4
"""Words of one; measured: with so many, they reach what questions of people reach whose article was left out."""
RARE, FEW = 0.02, 3
"""A rare word stands in at most this share of the passages, or in so few of them; set by hand."""
ENGLISH = 0.2
"""The share of English stop words from which on a text is English, where they are some 40%; set by hand."""
SAMPLED = 40
"""Passages by which the language is told."""
AWAY, KEPT = 40, 10
"""Passages that are proposed for a question, and those kept that are not of its own source; set by hand."""


class MadeUp(NamedTuple):
    """A question about other things, and the candidates that do not stand in its own source."""

    question: Question
    query: ExpandedQuery
    candidates: Sequence[Candidate]


def is_english(engine: Engine) -> bool:
    """True if the passages of a collection are in English, or if it has none."""
    words = [word for one in _spread(engine, SAMPLED) for word in one.plain.lower().split()]
    return sum(word in STOP_WORDS for word in words) >= ENGLISH * len(words)


def made_up(engine: Engine) -> Iterator[MadeUp]:
    """Yield questions made of rare words of passages that are spread over a collection, the same on every run."""
    most = max(FEW, RARE * engine.statistics(()).passages)
    for passage in _spread(engine, MADE):
        found = analyzer_for(engine, passage.source).tokens(passage.plain, question=True)
        frequency = engine.statistics({token.term for token in found}).document_frequency
        rare = [token for token in found if 0 < frequency[token.term] <= most]
        if len(rare) >= WORDS:
            yield _without_source(passage, rare, engine)


def _without_source(passage: Passage, rare: Sequence[Token], engine: Engine) -> MadeUp:
    """Make a question of some rare words of a passage and answer it without its source."""
    chosen = [rare[at * len(rare) // WORDS] for at in range(WORDS)]
    language = analyzer_for(engine, passage.source).language
    question = parse(" ".join(passage.plain[token.start : token.end] for token in chosen), (language,))
    frequency = engine.statistics({token.term for token in question.tokens}).document_frequency
    query = expand(paired(question, frequency), engine)
    frequency = engine.statistics(query.terms).document_frequency
    own = {term for term in query.known if _stands_only_in(passage.source, term, frequency.get(term, 0), engine)}
    away = [one for one in engine.candidates(query.boosts, AWAY) if one.passage.source != passage.source]
    return MadeUp(question, replace(query, known=query.known - own), away[:KEPT])


def _stands_only_in(source: str, term: str, frequency: int, engine: Engine) -> bool:
    if not 0 < frequency <= KEPT:
        return False
    holding = (one for one in engine.candidates({term: 1.0}, frequency) if term in one.terms)
    return all(one.passage.source == source for one in holding)


def _spread(engine: Engine, count: int) -> Iterator[Passage]:
    """Yield quotable passages that are spread evenly over the sources of a collection, at most so many."""
    records = [one for one in engine.records() if one.passages]
    step = max(1, len(records) // count)
    sources = records[::step][:count]
    each = max(1, count // max(1, len(sources)))
    for record in sources:
        quotable = [one for one in engine.passages(record.name, 0, 2 * record.passages + each) if one.quotable]
        yield from quotable[:: max(1, len(quotable) // each)][:each]
