"""Meaning: what a model says of how near candidates are to a question, beside what their words say.

A model only ranks what the words have proposed. With it, all features have weights that were fitted together with its
own, and whether to answer, how sure, and whether a quote bears the question out, are weighed with what it says.
"""

from collections.abc import Mapping, Sequence

from index.documents.article import Candidate
from index.query.expansion import ExpandedQuery
from index.query.question import Question
from index.ranking.confidence import PLAIN, Signals, linear, logistic
from index.ranking.meaning_features import IN_PLACE, SENTENCE
from index.ranking.position import shortness
from index.ranking.scoring import Scored
from index.retrieval.engine import Engine
from index.semantic.fitted_weights import FittedWeights
from index.semantic.passage_texts import texts_of
from index.semantic.text_scorer import TextScorer

__all__ = ["BY_WORDS", "Meaning", "manner"]

BY_WORDS = "by words"
"""The name of the relevance by words among what is weighed for that with a model."""

FIRST, NEAREST = 12, 12
"""Candidates that are ranked: the first by their words, and so many of the others. Measured: as good as all of them; 10
and 10 are not on questions of a community."""


class Meaning:
    """A model as the ranking uses it: its scorer, and the weights that were fitted with it."""

    def __init__(self, scorer: TextScorer, weights: FittedWeights) -> None:
        self.weights, self._scorer = weights, scorer

    def knows(self, question: Question) -> bool:
        """True if the weights were fitted in the language of a question."""
        return question.read_in in self.weights.languages

    def expect(self, question: str) -> None:
        """Let the model read a question while passages are sought; what it makes of it is waited for later."""
        self._scorer.expect(question)

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

    def ranking(self, question: Question, query: ExpandedQuery) -> Mapping[str, float]:
        """Return the weights of all features for a question: what each counts depends on how it is asked."""
        fitted, (short, typed) = self.weights, manner(question, query)
        return {
            name: weight + short * fitted.short.get(name, 0.0) + typed * fitted.typed.get(name, 0.0)
            for name, weight in fitted.ranking.items()
        }

    def added(self, scored: Sequence[Scored], by_words: float) -> float:
        """Return what the model adds to the relevance ``by_words``, by how near the nearest passage is.

        It is more where the words say little, and 0.0 at least, so that nothing is declined with a model that is not
        without.
        """
        nearest = {name: max(one.features[name] for one in scored) for name in (SENTENCE, IN_PLACE)}
        return max(0.0, linear(self.weights.relevance, {**nearest, BY_WORDS: by_words}))

    def confidence(self, found: Signals, first: Scored, reached: float) -> float:
        """Return the chance that the first passage answers, from 0 to 1."""
        told = {**found._asdict(), "relevance": min(reached, PLAIN), **self.said(first)}
        return logistic(linear(self.weights.confidence, told))

    @staticmethod
    def said(one: Scored) -> Mapping[str, float]:
        """Return the two figures of the model itself."""
        return {name: one.features[name] for name in (SENTENCE, IN_PLACE)}


def manner(question: Question, query: ExpandedQuery) -> tuple[float, float]:
    """Return how short a question is, from 0.0 for seven terms or more to 1.0 for one, and 1.0 if it has no capital."""
    return shortness(query), float(question.is_typed)


def _title(source: str, engine: Engine) -> str:
    record = engine.record(source)
    return record.title if record else ""
