"""Renders evaluations as text for a terminal: the measures, and the misses with what was quoted instead."""

from collections.abc import Iterator

from bot.wording.grammar import number
from index.library.answer import Answer
from index.library.evaluation import Evaluation, GoldPlace, Judgement

__all__ = ["render", "render_comparison"]

LABELS = {
    "right_first": "right place first (P@1)",
    "mrr_10": "MRR@10",
    "right_among_5": "among five (R@5)",
    "claimed": "claimed",
    "claimed_rightly": "of those rightly",
    "claimed_falsely": "falsely claimed",
    "unsure": "unsure",
    "declined_wrongly": "wrongly declined",
    "declined_rightly": "rightly declined",
}
SHOWN = 100
"""The longest passage shown whole with a miss, in characters."""


def render(evaluation: Evaluation) -> str:
    """Render the measures of an evaluation and its misses."""
    head = f"{number(len(evaluation.outcomes), 'question')} of {evaluation.name}"
    lines = [head, "", *(f"{label:<24}{_value(value)}" for label, value in _measures(evaluation))]
    if evaluation.misses:
        lines += ["", f"{number(len(evaluation.misses), 'miss', 'misses')}:"]
    for one in evaluation.misses:
        lines += ["", *_miss(one)]
    return "\n".join(lines)


def render_comparison(first: Evaluation, second: Evaluation) -> str:
    """Render two evaluations of the same questions side by side, and the questions that only one answers right."""
    width = max(len("difference"), len(first.name), len(second.name)) + 2
    lines = [f"{'':<24}{first.name:>{width}}{second.name:>{width}}{'difference':>{width}}"]
    for (label, one), (_, other) in zip(_measures(first), _measures(second), strict=True):
        differs = "" if one is None or other is None else f"{other - one:+.3f}"
        lines.append(f"{label:<24}{_value(one):>{width}}{_value(other):>{width}}{differs:>{width}}")
    pairs = list(zip(first.outcomes, second.outcomes, strict=True))
    for title, better in ((f"Right only in {second.name}:", True), (f"Right only in {first.name}:", False)):
        differing = [one for one, other in pairs if other.is_right is better and one.is_right is not better]
        if differing:
            lines += ["", title, *(f"  line {one.asked.line}: {one.asked.question}" for one in differing)]
    return "\n".join(lines)


def _measures(evaluation: Evaluation) -> list[tuple[str, float | None]]:
    """Return the measures with their labels; None if there are no questions to take one over."""
    return [(LABELS[name], value) for name, value in evaluation.measures.items()]


def _miss(one: Judgement) -> Iterator[str]:
    """Render a miss: the question, the expected places, and what was quoted instead."""
    yield f"line {one.asked.line}: {one.asked.question}"
    expected = ", ".join(_shown(spot) for spot in one.asked.gold) or "to be declined"
    yield f"  expected  {expected}" + (f" (was number {one.rank})" if one.rank and one.rank > 1 else "")
    if not one.answer.answered:
        yield f"  {one.answer.outcome.value:<9} {_why(one.answer)}"
    for quote in one.answer.quotes:
        text = " ".join(quote.text.split())
        yield f"  quoted    {quote.citation}  {text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}"


def _why(answer: Answer) -> str:
    """Return the code of the reason why an answer is none, and the words that it speaks of."""
    reason = answer.reason
    return ": ".join(filter(None, [reason.code, ", ".join(reason.words)])) if reason else ""


def _shown(spot: GoldPlace) -> str:
    if spot.span is not None:
        return f"{spot.source}, characters {spot.span[0]} to {spot.span[1]}"
    return str(spot.citation)


def _value(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"
