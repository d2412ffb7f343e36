"""A check as its page shows it: the verdict, the claim, the places with the lines around them, the differences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.web.answer_view import PlaceView
from bot.wording.speaking import date_text
from bot.wording.verdicts import verdict_text
from index.citations.citation import Citation
from index.citations.excerpts import Excerpt, ExcerptLine
from index.library.verification import Match, Verdict, Verification

__all__ = ["CheckView", "check_view"]

CLAIM = 2_000
"""Characters of a claim that are repeated."""
SHOWN = 5
"""Places that are shown with their lines."""
NAMED = 30
"""Places that are named at all."""
DIFFERENCES = 40
"""Differences of a place that are listed."""

_WRONG = frozenset({Verdict.CONTRADICTS, Verdict.NOWHERE, Verdict.NO_SUCH_PLACE})
_TOLD = frozenset({"elided"})


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check: its verdict, whether that is "good", "doubtful" or "wrong", and what was checked, in stretches.

    A stretch of the claim comes with True if the source has other words or none there.
    """

    verdict: str
    tone: str
    explanation: str
    claim: Sequence[tuple[str, bool]]
    matches: Sequence[Mapping[str, Any]]
    also: Sequence[PlaceView]


def check_view(check: Verification, path: str) -> CheckView:
    """Return a check for the part of the website that is at ``path``."""
    tone = "good" if check.verdict.good else "wrong" if check.verdict in _WRONG else "doubtful"
    if check.verdict is Verdict.NOWHERE and check.unsearched:
        tone = "doubtful"
    further = check.places[SHOWN:NAMED]
    return CheckView(
        verdict=check.verdict.value,
        tone=tone,
        explanation=verdict_text(check),
        claim=tuple(_claim(check)),
        matches=[_match(one, check.verdict, path) for one in check.matches[:SHOWN]],
        also=[PlaceView.of(path, one) for one in further],
    )


def _claim(check: Verification) -> Iterator[tuple[str, bool]]:
    """Yield what was checked in stretches, those apart that the first place has otherwise or lacks."""
    claim = check.claim if len(check.claim) <= CLAIM else f"{check.claim[:CLAIM]}…"
    match = next(iter(check.matches), None)
    wrong = [ours for kind, ours, _ in match.differences if kind in {"replaced", "added"} and ours] if match else []
    at = 0
    for words in wrong:
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", claim[at:])
        if found:
            yield claim[at : at + found.start()], False
            yield words, True
            at += found.end()
    yield claim[at:], False


def _match(match: Match, verdict: Verdict, path: str) -> Mapping[str, Any]:
    excerpt = match.excerpt
    parts = (excerpt.publisher, excerpt.date and date_text(excerpt.date))
    told = list(dict.fromkeys(match.differences))[:DIFFERENCES]
    if verdict is Verdict.ELIDED or {kind for kind, *_ in told} <= {"marks"}:
        told = [one for one in told if one[0] in _TOLD]
    citation = match.place.citation
    return {
        "citation": citation,
        "link": PlaceView.of(path, citation, excerpt.sha256, match.text).link,
        "title": excerpt.title,
        "parts": list(filter(None, parts)),
        "page": excerpt.page,
        "similar": round(match.similarity * 100) if verdict is Verdict.NEARLY else 0,
        "differences": told,
        "lines": [_line(one, excerpt, path) for one in excerpt.lines],
    }


def _line(line: ExcerptLine, excerpt: Excerpt, path: str) -> Mapping[str, Any]:
    start, end = line.marked or (0, 0)
    return {
        "number": line.number,
        "link": PlaceView.of(path, str(Citation(excerpt.source, line.number))).link,
        "before": line.text[:start],
        "cited": line.text[start:end],
        "after": line.text[end:],
        "cut_before": bool(line.offset),
        "cut_end": line.cut_end,
    }
