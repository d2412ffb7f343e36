"""Renders evaluations as text for a terminal: the measures, and the misses with what was quoted instead."""

from collections.abc import Iterator

from bot.wording.grammar import number
from index.library.evaluation import Evaluation, GoldPlace, Judgement

__all__ = ["render", "render_comparison"]

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
    answerable, unanswerable = bool(evaluation.answerable), bool(evaluation.unanswerable)
    return [
        ("right place first (P@1)", evaluation.first if answerable else None),
        ("MRR@10", evaluation.reciprocal_rank if answerable else None),
        ("among five (R@5)", evaluation.among_first if answerable else None),
        ("claimed", evaluation.claimed if answerable else None),
        ("of those rightly", evaluation.claimed_rightly if answerable else None),
        ("falsely claimed", evaluation.claimed_falsely if unanswerable else None),
        ("wrongly declined", evaluation.declined_wrongly if answerable else None),
        ("rightly declined", evaluation.declined_rightly if unanswerable else None),
    ]


def _miss(one: Judgement) -> Iterator[str]:
    """Render a miss: the question, the expected places, and what was quoted instead."""
    yield f"line {one.asked.line}: {one.asked.question}"
    expected = ", ".join(_shown(spot) for spot in one.asked.gold) or "to be declined"
    yield f"  expected  {expected}" + (f" (was number {one.rank})" if one.rank and one.rank > 1 else "")
    if not one.answer.answered:
        yield f"  {one.answer.outcome.value:<9} {one.answer.reason}"
    for quote in one.answer.quotes:
        text = " ".join(quote.text.split())
        yield f"  quoted    {quote.citation}  {text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}"


def _shown(spot: GoldPlace) -> str:
    if spot.span is not None:
        return f"{spot.source}, characters {spot.span[0]} to {spot.span[1]}"
    return str(spot.citation)


def _value(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"
