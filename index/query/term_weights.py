"""The weights of a question's terms: the idf of each in the collection, less where it says little of what is asked."""

from collections.abc import Iterable, Mapping

from index.query.characters import news_of_pairs
from index.query.light import is_light
from index.query.question import Question
from index.retrieval.bm25 import idf

__all__ = ["FOCUS", "term_weights"]

FOCUS = 0.7
"""The share of its weight that a word keeps if it only names the answer type ("city" in "which city")."""

LIGHT = 0.7
"""The share that a light word keeps ("between", "many", "happen"), which says little of what is asked for."""

INHERITED = 0.3
"""The share that a word of an earlier question keeps, the best one by ``tests/benchmarks/followups.py``."""

FAINT = 0.2
"""The share that a character keeps beside the pair that it stands in; tried in five, from 0.15 to 0.5."""

UNKNOWN = 0.5
"""The weight of a word that no source has, as a share of the greatest idf."""

UNKNOWN_LIGHT = 0.1
"""The weight of an unknown light word, as such a share: sources say what "takes place" in other words."""


def term_weights(
    question: Question, terms: Iterable[str], frequency: Mapping[str, int], passages: int
) -> tuple[float, ...]:
    """Return the weight of each term: its idf, less if it is light, inherited, unknown or only names the answer type.

    ``frequency`` maps each to its document frequency in so many ``passages``. Of a pair of characters only the part
    counts that its neighbours do not tell.
    """
    weights = {own: _weight(own, question, frequency[own], passages) for own in terms}
    if not question.faint:
        return tuple(weights.values())
    news = news_of_pairs(question.tokens, frequency, passages)
    return tuple(weight * news.get(own, 1.0) for own, weight in weights.items())


def _weight(own: str, question: Question, frequency: int, passages: int) -> float:
    """Return the weight of one term by itself."""
    inherited = INHERITED if own in question.inherited else FAINT if own in question.faint else 1.0
    if not frequency:
        return inherited * (UNKNOWN_LIGHT if is_light(own, question.read_in) else UNKNOWN) * idf(0, passages)
    share = (
        inherited
        * (FOCUS if own in question.focus_terms else 1.0)
        * (LIGHT if is_light(own, question.read_in) else 1.0)
    )
    return share * idf(frequency, passages)
