"""Words the verdict on a citation or a quote, in the voice of now."""

from bot.wording.of_sources import of_sources
from bot.wording.speaking import counted, said, voice
from index.library.verification import Verdict, Verification

__all__ = ["verdict_text"]

LONGEST = 300
"""Characters of the longest stretch that a shortened quote leaves out that is shown whole."""


def verdict_text(check: Verification) -> str:
    """Return the verdict of a check as a sentence, or several."""
    return voice().sentences(_before(check), _verdict(check), _beside(check), _worded(check.unsearched))


def _before(check: Verification) -> str | None:
    """Say of a place alone that it is not of the article, or that its source changed."""
    if check.verdict is not Verdict.PLACE:
        return None
    if check.matches and check.matches[0].furniture:
        return said("verdict.furniture_place", furniture=_worded(check.matches[0].furniture))
    return said("verdict.changed_but_stands") if check.changed else None


def _verdict(check: Verification) -> str:
    places = counted("place", check.total or len(check.matches))
    if check.cause and check.verdict in {Verdict.NOWHERE, Verdict.NO_SUCH_PLACE}:
        cause = _worded(check.cause)
        return f"{cause}{voice().say('language.stop')}" if check.matches else cause
    if check.verdict is Verdict.NOWHERE and check.unsearched:
        return said("verdict.not_found")
    told = _TOLD.get(check.verdict) if check.matches or check.verdict is Verdict.VERBATIM else None
    return told(check, places) if told else said(f"verdict.{check.verdict}", places=places)


def _beside(check: Verification) -> str | None:
    """Say what else there is to know of a quote: that its source changed, or where like words stand."""
    if check.verdict in {Verdict.AT_CITATION, Verdict.ELIDED} and check.changed:
        return said("verdict.changed_but_stands")
    if check.verdict is Verdict.NO_SUCH_PLACE and check.matches:
        return said("verdict.like_words", citation=check.places[0])
    return None


def _worded(told: str | None) -> str:
    """Say in the voice of now what the library says of a source, "" for nothing."""
    return of_sources(told, voice()) if told else ""


def _elsewhere(check: Verification, _: str) -> str:
    """Name the first place and count the others."""
    others, citation = len(check.matches) - 1, check.matches[0].place.citation
    first = (
        said("verdict.elsewhere_more", citation=citation, places=counted("more_place", others))
        if others
        else said("verdict.elsewhere_at", citation=citation)
    )
    return voice().sentences(
        first, said("verdict.cited_place_gone", cause=_worded(check.cause)) if check.cause else None
    )


def _elided(check: Verification, places: str) -> str:
    """Say that a quote is shortened, and what was left out of it."""
    differences = check.matches[0].differences if check.matches else ()
    omitted = [text for kind, _, text in differences if kind == "elided" and text]
    told = [said("verdict.elided_at_citation") if check.citation else said("verdict.elided_places", places=places)]
    if omitted:
        words = [said("language.quote", words=_cut(text)) for text in omitted]
        told.append(said("verdict.left_out", words=voice().listed(words, together=False)))
    brackets = [(mark, text) for kind, mark, text in differences if kind == "bracketed"]
    told += [
        said("verdict.bracket_stands_for", bracket=mark, words=_cut(text))
        if text
        else said("verdict.bracket_unknown", bracket=mark)
        for mark, text in brackets
    ]
    return voice().sentences(*told)


def _furniture(check: Verification, _: str) -> str:
    """Say what kind of line it is that words are from."""
    return said("verdict.furniture_of", furniture=_worded(check.matches[0].furniture))


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


def _verbatim(check: Verification, places: str) -> str:
    """Say in how many places a quote stands, and if it differs there in shape."""
    kinds = {kind for match in check.matches for kind, *_ in match.differences}
    if kinds - {"marks"}:
        return said("verdict.verbatim_but_shape", places=places)
    return said("verdict.verbatim_as_shown" if kinds else "verdict.verbatim_places", places=places)


_TOLD = {
    Verdict.VERBATIM: _verbatim,
    Verdict.ELIDED: _elided,
    Verdict.ELSEWHERE: _elsewhere,
    Verdict.FURNITURE: _furniture,
}
