"""Words the verdict on a citation or a quote."""

from bot.wording.grammar import number
from index.library.verification import Verdict, Verification

__all__ = ["verdict_text"]

SENTENCES = {
    Verdict.VERBATIM: "These words stand in the sources, word for word.",
    Verdict.AT_CITATION: "These words stand where they are cited.",
    Verdict.PLACE: "This place reads:",
    Verdict.ELIDED: "These words stand in the sources, shortened.",
    Verdict.NEARLY: "Nearly these words stand in {places}; the differences are shown.",
    Verdict.CONTRADICTS: "The source says otherwise: a negation, a number, a date or a name differs.",
    Verdict.PART_OF_WORD: "These letters stand in {places}, but they begin or end within a word.",
    Verdict.ELSEWHERE: "The words that were cited stand elsewhere.",
    Verdict.FURNITURE: "These words are not of the article.",
    Verdict.CHANGED: "The source has changed since it was cited; other words stand there now.",
    Verdict.NO_SUCH_PLACE: "There is no such place.",
    Verdict.NOWHERE: "These words do not stand in the sources.",
}
LONGEST = 300
"""Characters of the longest stretch that a shortened quote leaves out that is shown whole."""


def verdict_text(check: Verification) -> str:
    """Return the verdict of a check as a sentence, or several."""
    return " ".join(filter(None, (_before(check), _verdict(check), _beside(check), check.unsearched)))


def _before(check: Verification) -> str | None:
    """Say of a place alone that it is not of the article, or that its source changed."""
    if check.verdict is not Verdict.PLACE:
        return None
    if check.matches and check.matches[0].furniture:
        return f"Not of the article, but of the page that carried it: {check.matches[0].furniture}."
    return "The source has changed since, but these words still stand there." if check.changed else None


def _verdict(check: Verification) -> str:
    places = number(check.total or len(check.matches), "place")
    if check.cause and check.verdict in {Verdict.NOWHERE, Verdict.NO_SUCH_PLACE}:
        return f"{check.cause}." if check.matches else check.cause
    if check.verdict is Verdict.NOWHERE and check.unsearched:
        return "These words were not found."
    told = _TOLD.get(check.verdict) if check.matches or check.verdict is Verdict.VERBATIM else None
    return told(check, places) if told else SENTENCES[check.verdict].format(places=places)


def _beside(check: Verification) -> str | None:
    """Say what else there is to know of a quote: that its source changed, or where like words stand."""
    if check.verdict in {Verdict.AT_CITATION, Verdict.ELIDED} and check.changed:
        return "The source has changed since, but these words still stand there."
    if check.verdict is Verdict.NO_SUCH_PLACE and check.matches:
        return f"Like words stand at {check.places[0]}."
    return None


def _elsewhere(check: Verification, _: str) -> str:
    """Name the first place and count the others."""
    others = len(check.matches) - 1
    more = f" and in {number(others, 'more place', 'more places')}" if others else ""
    first = f"The words that were cited stand elsewhere: at {check.matches[0].place.citation}{more}."
    return f"{first} The place that was cited is not there: {check.cause}." if check.cause else first


def _elided(check: Verification, places: str) -> str:
    """Say that a quote is shortened, and what was left out of it."""
    differences = check.matches[0].differences if check.matches else ()
    omitted = [text for kind, _, text in differences if kind == "elided" and text]
    where = "where they are cited" if check.citation else f"in {places}"
    told = f"These words stand {where}, shortened: each piece word for word, in this order."
    if omitted:
        told += f" Left out: {', '.join(f'“{_cut(text)}”' for text in omitted)}."
    brackets = [(mark, text) for kind, mark, text in differences if kind == "bracketed"]
    for mark, text in brackets:
        told += f" {mark} stands for “{_cut(text)}”." if text else f" {mark} is not in the source."
    return told


def _furniture(check: Verification, _: str) -> str:
    """Say what kind of line it is that words are from."""
    return f"These words are not of the article, but of the page that carried it: {check.matches[0].furniture}."


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


def _verbatim(check: Verification, places: str) -> str:
    """Say in how many places a quote stands, and if it differs there in shape."""
    kinds = {kind for match in check.matches for kind, *_ in match.differences}
    if kinds - {"marks"}:
        return f"These words stand in {places}, but for white space or the shape of quotation marks."
    if kinds:
        return f"These words stand in {places}, word for word as the page shows them."
    return f"These words stand in {places}, word for word."


_TOLD = {
    Verdict.VERBATIM: _verbatim,
    Verdict.ELIDED: _elided,
    Verdict.ELSEWHERE: _elsewhere,
    Verdict.FURNITURE: _furniture,
}
