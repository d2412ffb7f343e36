"""Fits a model to questions: an operator's own over the sources that are served, or those that ship."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.documents.passages import Passage
from index.documents.source import Source
from index.errors import UsageError
from index.library.evaluation import GoldQuestion
from index.query.question import understand
from index.ranking.logit import Example
from index.ranking.meaning import Meaning
from index.ranking.meaning_fitting import AS_IT_IS, KnownAnswer, example, refitted, scores_of
from index.ranking.weights import WEIGHTS
from index.retrieval.engine import Engine
from index.retrieval.memory import MemoryEngine
from index.semantic.fitted_weights import SHIPPED, FittedWeights, probe, shipped
from index.semantic.sentence_models import SentenceModel
from index.semantic.text_scorer import TextScorer

__all__ = ["FitOutcome", "fit_model", "known_answers", "shipped_answers"]

QUESTIONS = SHIPPED / "semantic-questions.jsonl"
"""Questions that ship, each with the words that answer it, on texts of a few sentences; one text a line."""

FOLDS = 5


@dataclass(frozen=True, slots=True)
class FitOutcome:
    """The weights, and of how many questions the right passage comes first: by words, and with the model.

    The latter is by weights that were fitted on the other questions.
    """

    weights: FittedWeights
    questions: int
    by_words: int
    with_model: int


def known_answers(engine: Engine, asked: Sequence[GoldQuestion]) -> list[KnownAnswer]:
    """Return the questions that have an answer; raises UsageError if none has."""

    def one(question: GoldQuestion) -> KnownAnswer:
        def is_right(passage: Passage) -> bool:
            return any(place.overlaps(passage) for place in question.gold)

        return KnownAnswer(understand(question.question, engine), engine, is_right)

    found = [one(question) for question in asked if question.gold]
    if not found:
        raise UsageError("no question has an answer, so there is nothing to fit to; give each its `gold`")
    return found


def shipped_answers() -> list[KnownAnswer]:
    """Return the questions that ship, over the texts that ship with them."""
    lines = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    engine = MemoryEngine(Source(f"{at}.txt", one["text"], "") for at, one in enumerate(lines))

    def known(question: str, words: str) -> KnownAnswer:
        return KnownAnswer(understand(question, engine), engine, lambda passage: words in passage.plain)

    return [known(question, words) for one in lines for question, words in one["asked"]]


def fit_model(
    model: SentenceModel, scorer: TextScorer, some: Sequence[KnownAnswer], step: Callable[[], None] = lambda: None
) -> FitOutcome:
    """Fit a model to questions, around what is known of another one that ships.

    ``step`` is called after each question. Raises ModelError if the model cannot be run.
    """
    languages = tuple(sorted({one.question.read_in for one in some}))
    before = replace(next(shipped()), name=model.folder.path.name, probe=probe(model), languages=languages)
    meaning, examples = Meaning(scorer, replace(before, scale=AS_IT_IS)), list[Example]()
    for one in some:
        examples.append(example(one, meaning))
        step()
    first = sum(_is_first(one, replace(before, ranking=WEIGHTS, short={}, typed={})) for one in examples)
    after = sum(_right_of_others(examples, at, before) for at in range(FOLDS))
    return FitOutcome(refitted(examples, before), len(examples), first, after)


def _right_of_others(examples: Sequence[Example], fold: int, before: FittedWeights) -> int:
    """The questions of one fold with the right passage first, by weights that were fitted on the others."""
    weights = refitted([one for at, one in enumerate(examples) if at % FOLDS != fold], before)
    return sum(_is_first(one, weights) for one in examples[fold::FOLDS])


def _is_first(one: Example, weights: FittedWeights) -> bool:
    rows, right = one
    return bool(len(rows)) and bool(right[np.argmax(scores_of(weights, rows))])
