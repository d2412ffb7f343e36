"""Words the verdict on a citation or a quote."""

from bot.wording.counting import number
from index.library.verification import Verdict, Verification

__all__ = ["verdict_text"]

SENTENCES = {
    Verdict.STANDS: "It stands.",
    Verdict.CHANGED: "The source has changed since it was cited; other words stand there now.",
    Verdict.ELSEWHERE: "The words that were cited stand elsewhere now.",
    Verdict.ABSENT: "These words do not stand in the sources.",
    Verdict.NOWHERE: "There is no such place.",
}


def verdict_text(found: Verification) -> str:
    """Say a verdict in a sentence."""
    if found.cause and found.verdict in {Verdict.ABSENT, Verdict.NOWHERE}:
        return found.cause
    if found.verdict is Verdict.ELSEWHERE and found.matches:
        return f"The words that were cited stand elsewhere now: at {_places(found)}."
    if found.verdict is Verdict.NEARLY:
        return f"Nearly these words stand in {number(found.total, 'place')}; the differences are shown."
    if found.verdict is Verdict.STANDS and not found.cited:
        return _verbatim(found)
    if found.verdict is Verdict.STANDS and found.changed:
        return "The source has changed since, but these words still stand there."
    return SENTENCES[found.verdict]


def _places(found: Verification) -> str:
    """Name the first place and count the others."""
    more = f" and in {len(found.matches) - 1} more places" if len(found.matches) > 1 else ""
    return f"{found.matches[0].place.citation}{more}"


def _verbatim(found: Verification) -> str:
    """Say that a quote stands, and whether only its shape differs."""
    places = number(found.total, "place")
    if any(match.differences for match in found.matches):
        return f"These words stand in {places}, but for white space or the shape of quotation marks."
    return f"These words stand in {places}, word for word."
