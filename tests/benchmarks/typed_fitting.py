"""Fits ``WEIGHTS_TYPED`` of ``index/ranking/weights.py`` again, and tells what it finds where it was not fitted.

Run it from the repository's root, with the extra ``bench``; it prints the weights to put there:

    python -m tests.benchmarks.typed_fitting

The questions are those without a capital letter of a search engine, of a community and of a manual. The weights are
drawn towards ``WEIGHTS``, those of questions written as sentences; candidates are proposed as when a question is asked.
"""

from collections.abc import Sequence

import numpy as np

from index.ranking.logit import Example, conditional_logit
from index.ranking.weights import WEIGHTS
from tests.benchmarks.development import FOLDER, FOLDS, WIKIQA, Development, figures_of
from tests.benchmarks.fitting import NAMES, example, rank

__all__ = ["main"]

SETS = (WIKIQA, FOLDER.with_name("community-dev"), FOLDER.with_name("docs-uv"))
SEEDS = range(3)
PRIOR = np.array([WEIGHTS[name] for name in NAMES])

Found = tuple[Example, Sequence[int]]
"""A question's candidates, and the fold of its article for each seed."""


def _examples(development: Development) -> list[Found]:
    folds = zip(*(development.folds(seed) for seed in SEEDS), strict=True)
    asked = zip(development.questions, folds, strict=True)
    return [(example(development.engine, one), fold) for one, fold in asked if one.text.islower()]


def _ranks(of: Sequence[Found], some: Sequence[Found], seed: int) -> list[int | None]:
    """The ranks of the first right candidates of a set, by weights that were fitted without their articles."""
    ranks: list[int | None] = []
    for held in range(FOLDS):
        weights = conditional_logit([one for one, fold in some if fold[seed] != held], PRIOR)
        ranks += [rank(rows @ weights, right) for (rows, right), fold in of if fold[seed] == held]
    return ranks


def main() -> None:
    """Print what the weights find, left out by article, beside those of other questions, and then all weights."""
    sets = {folder.name: _examples(Development(folder)) for folder in SETS}
    together = [one for some in sets.values() for one in some]
    for name, some in sets.items():
        before = figures_of([rank(rows @ PRIOR, right) for (rows, right), _ in some])
        now = figures_of([one for seed in SEEDS for one in _ranks(some, together, seed)])
        told = ", ".join(f"{figure} {before[figure]:.3f} to {now[figure]:.3f}" for figure in before)
        print(f"{name}, {len(some)} questions: {told}")
    weights = conditional_logit([one for one, _ in together], PRIOR)
    print(*(f'    "{name}": {weight:.2f},' for name, weight in zip(NAMES, weights, strict=True)), sep="\n")


if __name__ == "__main__":
    main()
