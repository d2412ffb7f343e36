"""Meaning: what a model says of how near candidates are to a question, beside what their words say.

A model only ranks what the words have proposed. With it, all features have weights that were fitted together with its
own, and whether to answer, how sure, and whether a quote bears the question out, are weighed with what it says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from index.documents.article import Candidate
from index.query.expansion import ExpandedQuery
from index.query.question import Question
from index.ranking.confidence import PLAIN, Signals, linear, logistic, relevance, signals
from index.ranking.meaning_features import IN_PLACE, SENTENCE
from index.ranking.position import SHORT_QUESTION
from index.ranking.scoring import Scored
from index.retrieval.engine import Engine
from index.semantic.fitted_weights import FittedWeights
from index.semantic.passage_texts import texts_of
from index.semantic.text_scorer import TextScorer

__all__ = ["Meaning", "shortness"]

FIRST, NEAREST = 16, 16
"""Candidates that are ranked: the first by their words, and so many of the others. Measured: as good as all of them."""


class Meaning:
    """A model as the ranking uses it: its scorer, and the weights that were fitted with it."""

    def __init__(self, scorer: TextScorer, weights: FittedWeights) -> None:
        self.weights, self._scorer = weights, scorer

    def knows(self, question: Question) -> bool:
        """True if the weights were fitted in the language of a question."""
        return question.read_in in self.weights.languages

    def chosen(self, question: str, candidates: Sequence[Candidate], engine: Engine) -> list[Candidate]:
        """Return the first candidates, and of the others those that are nearest in their place, in the same order."""
        first, others = candidates[:FIRST], candidates[FIRST:]
        placed = [texts_of(one.passage, _title(one.passage.source, engine))[1] for one in others]
        scores = self._scorer.scores(question, placed)
        nearest = sorted(range(len(others)), key=lambda at: (-scores[at], at))[:NEAREST]
        return [*first, *(others[at] for at in sorted(nearest))]

    def features(self, question: str, candidates: Sequence[Candidate], engine: Engine) -> list[dict[str, float]]:
        """Return the features of each candidate; raises ModelError if the model cannot be run."""
        texts = [texts_of(one.passage, _title(one.passage.source, engine)) for one in candidates]
        found = [*map(self.weights.scaled, self._scorer.scores(question, [text for pair in texts for text in pair]))]
        return [{SENTENCE: alone, IN_PLACE: placed} for alone, placed in zip(found[::2], found[1::2], strict=True)]

    def ranking(self, query: ExpandedQuery) -> Mapping[str, float]:
        """Return the weights of all features for a question: what each counts depends on how short that is."""
        short, further = shortness(query), self.weights.short
        return {name: weight + short * further.get(name, 0.0) for name, weight in self.weights.ranking.items()}

    def relevance(self, query: ExpandedQuery, scored: Sequence[Scored]) -> float | None:
        """Return the log odds that the sources speak of what is asked; None if nothing was found.

        They are those of the words, by which a collection is calibrated, and what the model adds: never less than
        nothing, so that nothing is declined with it that is not without.
        """
        inspected = [one for one in scored if "kind of answer" in one.features]
        if not inspected:
            return None
        best = max(inspected, key=lambda one: one.by_words)
        found = signals(query, [replace(best, score=best.by_words)])
        return None if found is None else relevance(found) + self.added(scored)

    def added(self, scored: Sequence[Scored]) -> float:
        """Return what the model adds to the relevance by how near the nearest passage is; 0.0 at least."""
        nearest = {name: max(one.features[name] for one in scored) for name in (SENTENCE, IN_PLACE)}
        return max(0.0, linear(self.weights.relevance, nearest))

    def confidence(self, found: Signals, first: Scored, reached: float) -> float:
        """Return the chance that the first passage answers, from 0 to 1."""
        told = {**asdict(found), "relevance": min(reached, PLAIN), **self.said(first)}
        return logistic(linear(self.weights.confidence, told))

    @staticmethod
    def said(one: Scored) -> Mapping[str, float]:
        """Return the two figures of the model itself."""
        return {name: one.features[name] for name in (SENTENCE, IN_PLACE)}


def shortness(query: ExpandedQuery) -> float:
    """Return how short a question is, from 0.0 for seven terms or more to 1.0 for one."""
    return max(0, SHORT_QUESTION - len(query.terms)) / (SHORT_QUESTION - 1)


def _title(source: str, engine: Engine) -> str:
    record = engine.record(source)
    return record.title if record else ""
