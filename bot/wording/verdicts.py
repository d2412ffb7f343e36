"""Words the verdict on a citation or a quote."""

from bot.wording.grammar import number
from index.library.verification import Verdict, Verification

__all__ = ["verdict_text"]

SENTENCES = {
    Verdict.STANDS: "It stands.",
    Verdict.CHANGED: "The source has changed since it was cited; other words stand there now.",
    Verdict.ELSEWHERE: "The words that were cited stand elsewhere now.",
    Verdict.ABSENT: "These words do not stand in the sources.",
    Verdict.NOWHERE: "There is no such place.",
}


def verdict_text(check: Verification) -> str:
    """Return the verdict of a check as a sentence."""
    if check.cause and check.verdict in {Verdict.ABSENT, Verdict.NOWHERE}:
        return check.cause
    if check.verdict is Verdict.ELSEWHERE and check.matches:
        return f"The words that were cited stand elsewhere now: at {_places(check)}."
    if check.verdict is Verdict.NEARLY:
        text = f"Nearly these words stand in {number(check.total, 'place')}; the differences are shown."
        return f"{text} {check.unsearched}" if check.unsearched else text
    if check.verdict is Verdict.STANDS and not check.cited:
        return _verbatim(check)
    if check.verdict is Verdict.STANDS and check.changed:
        return "The source has changed since, but these words still stand there."
    return f"These words were not found. {check.unsearched}" if check.unsearched else SENTENCES[check.verdict]


def _places(check: Verification) -> str:
    """Name the first place and count the others."""
    more = f" and in {len(check.matches) - 1} more places" if len(check.matches) > 1 else ""
    return f"{check.matches[0].place.citation}{more}"


def _verbatim(check: Verification) -> str:
    """Say in how many places a quote stands, and if it differs there in shape."""
    places = number(check.total, "place")
    kinds = {kind for match in check.matches for kind, *_ in match.differences}
    if kinds - {"marks"}:
        return f"These words stand in {places}, but for white space or the shape of quotation marks."
    if kinds:
        return f"These words stand in {places}, word for word as the page shows them."
    return f"These words stand in {places}, word for word."
