"""Verifies citations and quotes against the sources as they stand on disk now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from index.citations.citation import Citation, CitedPlace, Standing, resolve, verify
from index.citations.claims import Claim, claims_in
from index.citations.excerpts import Excerpt, excerpt
from index.citations.rendered import Rendered
from index.documents.folder import SUFFIXES
from index.documents.source import Source
from index.errors import CitationError, SourceError
from index.library.quote_search import QuoteSearch
from index.library.verification import Match, Verdict, Verification

__all__ = ["Verifier"]

LAST = 1 << 31
"""An ordinal beyond the last passage of any source."""

MOST_LINES_ABOVE = 4
"""Lines above a quote that was copied with them without marks, at most."""

_STANDINGS = {
    Standing.STANDS: Verdict.PLACE,
    Standing.CHANGED: Verdict.CHANGED,
    Standing.ELSEWHERE: Verdict.ELSEWHERE,
    Standing.NOWHERE: Verdict.NO_SUCH_PLACE,
}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks claims against the sources on disk; the index says which words stood at a citation."""

    search: QuoteSearch

    def claims(self, text: str) -> tuple[Claim, ...]:
        """Return what a text claims, each quote with the citation beside it."""
        return claims_in(text.strip(), self._known)

    def check(self, claim: str | Claim, words: str | None = None, sha256: str | None = None) -> Verification:
        """Check a citation, a quote, or a quote with its citation; see ``Library.check``.

        Of several quotes with their citations, the first that does not stand is told, or else the first.
        """
        claims, claim = ((claim,), str(claim)) if isinstance(claim, Claim) else (self.claims(claim), claim)
        if words is not None:
            return self._cited(claim, words, sha256)
        checks = (self._check(claim, replace(one, sha256=one.sha256 or sha256)) for one in claims)
        first = next(checks)
        return replace(next((one for one in chain([first], checks) if not one.verdict.good), first), claim=claim)

    def excerpt(self, citation: str) -> Excerpt:
        """Return the lines of a citation; raises CitationError if there is no such place."""
        place = Citation.parse(citation.strip())
        source = self._read(place)
        shown = {"context": self.search.context, "width": self.search.width}
        return excerpt(source, str(place), resolve(place, source), **shown)

    def _known(self, name: str) -> bool:
        """True for the name of a source, and for one that looks like that of a file."""
        looks = name.lower().endswith(SUFFIXES) and not any(map(str.isspace, name))
        return looks or self.search.engine.record(name) is not None

    def _check(self, text: str, claim: Claim) -> Verification:
        if claim.citation is None:
            return self._words(claim.words)
        if not claim.words:
            return self._citation(claim.citation, claim.sha256)
        if claim.loose and (found := self.search.everywhere(text)).verdict.good:
            return found
        return self._quoted(claim, claim.citation)

    def _cited(self, text: str, words: str, sha256: str | None) -> Verification:
        """Check words that are known to be those of a citation, the text of a passage or what is shown of it."""
        try:
            citation = Citation.parse(text.strip())
        except CitationError as error:
            return Verification(text, Verdict.NO_SUCH_PLACE, cited=True, cause=str(error))
        found = self._citation(citation, sha256, words)
        if found.verdict is Verdict.PLACE:
            return replace(found, verdict=Verdict.AT_CITATION, citation=str(citation), cited=False, total=1)
        return found if found.matches else self._quoted(Claim(words, citation, sha256), citation)

    def _words(self, words: str) -> Verification:
        """Check words without a citation, or what nearly is a citation."""
        found = self.search.everywhere(words)
        if found.matches or self.search.engine.record(words.strip().partition(":")[0]) is None:
            return found
        try:
            Citation.parse(words.strip())
        except CitationError as error:
            return Verification(words, Verdict.NO_SUCH_PLACE, cited=True, cause=str(error))
        return found

    def _citation(self, citation: Citation, sha256: str | None, words: str | None = None) -> Verification:
        """Check a citation alone, by the words that were indexed at it, or else those that are given."""
        text = str(citation)
        try:
            source = self._read(citation)
        except CitationError as error:
            return Verification(text, Verdict.NO_SUCH_PLACE, cited=True, cause=str(error))
        found = self._verify(citation, source, sha256, words)
        spans = found.places if found.standing is Standing.ELSEWHERE else (found.span,) if found.span else ()
        verdict = _STANDINGS[found.standing]
        matches = self._matches(source, spans)
        return Verification(text, verdict, matches, cited=True, cause=found.cause, changed=found.changed)

    def _verify(self, citation: Citation, source: Source, sha256: str | None, words: str | None) -> CitedPlace:
        record = self.search.engine.record(citation.source)
        given = source.sha256 if sha256 and source.sha256.startswith(sha256) else sha256
        known = given or (record.sha256 if record else None)
        if words is None and record and known != source.sha256 and record.sha256.startswith(sha256 or ""):
            words = next((text for place, text in self._indexed(citation.source) if place == citation), None)
        return verify(citation, source, sha256=known, words=words)

    def _indexed(self, name: str) -> Iterator[tuple[Citation, str]]:
        """What may be quoted of a source as it was indexed, passages, units and blocks, each with its citation."""
        engine = self.search.engine
        for passage in engine.passages(name, 0, LAST):
            for span in dict.fromkeys(((passage.start, passage.end), passage.whole, passage.group)):
                one = engine.excerpt(passage, span)
                yield Citation.of(one), one.text

    def _quoted(self, claim: Claim, citation: Citation) -> Verification:
        """Check a quote that came with its citation: at that place first, then everywhere."""
        cause, source, here = None, None, Verification(claim.words, Verdict.NOWHERE)
        try:
            source = self._read(citation)
            here = self._here(claim, source, resolve(citation, source))
        except CitationError as error:
            cause = str(error)
        changed = source is not None and self._changed(claim, citation, source)
        here = replace(here, citation=str(citation), cause=cause, changed=changed)
        if here.verdict.good or here.verdict is Verdict.FURNITURE:
            return here
        found = self.search.everywhere(claim.words)
        found = replace(found, citation=str(citation), cause=found.cause or cause, changed=changed)
        return self._displaced(citation, here, found)

    def _displaced(self, citation: Citation, here: Verification, found: Verification) -> Verification:
        """Judge a quote that is not ``here``, where it is cited, by what was ``found`` of it anywhere."""
        if found.verdict in {Verdict.VERBATIM, Verdict.ELIDED}:
            places = sorted(found.matches, key=lambda one: one.place.source != citation.source)
            return replace(found, verdict=Verdict.ELSEWHERE, matches=tuple(places))
        if found.verdict is Verdict.FURNITURE or (found.cause and not here.cause):
            return found
        if here.changed:
            place = self._citation(citation, None)
            return replace(here, verdict=Verdict.CHANGED, matches=here.matches or place.matches)
        if here.matches:
            return here
        return replace(found, verdict=Verdict.NO_SUCH_PLACE) if here.cause else found

    def _here(self, claim: Claim, source: Source, span: Span) -> Verification:
        """Check a quote at its place; loose words are tried also without lines above them, and the title below."""
        lines = self._untitled(claim.words.splitlines(), source.name) if claim.loose else []
        tried = ["\n".join(lines[at:]) for at in range(min(len(lines), MOST_LINES_ABOVE + 1))]
        checks = (
            self._overlapping(one, source, span) for one in dict.fromkeys([claim.words, *filter(str.strip, tried)])
        )
        first = next(checks)
        return next((one for one in chain([first], checks) if one.verdict.good), first)

    def _untitled(self, lines: Sequence[str], name: str) -> Sequence[str]:
        """Return the lines of a copied quote without a last one that names its article, as it does above a citation."""
        record = self.search.engine.record(name)
        title = " ".join(record.title.split()) if record else ""
        begins, _, _ = lines[-1].partition(" · ") if lines else ("", "", "")
        named = begins.partition(" › ")[0].strip().removesuffix("…")
        return lines[:-1] if named and (named == title or (title.startswith(named) and "…" in begins)) else lines

    def _overlapping(self, words: str, source: Source, span: Span) -> Verification:
        """Check words in a source, as far as they stand at a span of it."""
        found = self.search.within(words, [source], span)
        own = tuple(one for one in found.matches if one.place.start < span[1] and span[0] < one.place.end)
        if not own:
            return Verification(words, Verdict.NOWHERE)
        verdict = Verdict.AT_CITATION if found.verdict is Verdict.VERBATIM else found.verdict
        return replace(found, verdict=verdict, matches=own, total=len(own))

    def _changed(self, claim: Claim, citation: Citation, source: Source) -> bool:
        """True if a source is not the one that was cited, as its hash says or the words that were indexed there."""
        record = self.search.engine.record(citation.source)
        if claim.sha256 or record is None or record.sha256 == source.sha256:
            return not source.sha256.startswith(claim.sha256 or "")
        words = " ".join(claim.words.split())
        lines = range(citation.line, (citation.end_line or citation.line) + 1)
        return any(
            place.line in lines and words in " ".join(text.split()) for place, text in self._indexed(source.name)
        )

    def _matches(self, source: Source, spans: tuple[Span, ...]) -> tuple[Match, ...]:
        page, skipped = Rendered(source), self.search.skipped(source) if spans else {}
        return tuple(self.search.match(source, span, page.shown(*span), skipped) for span in spans)

    def _read(self, citation: Citation) -> Source:
        """The source that a citation names; raises CitationError if it cannot be read, with the nearest name."""
        folder = self.search.folder
        try:
            return folder.read(citation.source)
        except SourceError as error:
            from difflib import get_close_matches  # noqa: PLC0415 - only a name that is wrong needs it

            near = get_close_matches(citation.source, folder.names(), n=1)
            cure = f"; did you mean {near[0]}?" if near and near[0] != citation.source else ""
            raise CitationError(f"{error}{cure}") from None
