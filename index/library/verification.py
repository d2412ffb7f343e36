"""Verifies citations and quotes against the sources as they stand on disk now."""

import re
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, islice

from index.citations.citation import Citation, CitedPlace, Standing, resolve, verify
from index.citations.excerpts import Excerpt, excerpt
from index.citations.rendered import Rendered
from index.documents.folder import SUFFIXES, Folder
from index.documents.source import Source
from index.errors import CitationError, SourceError
from index.library.answer import Place
from index.library.freshness import Behind
from index.retrieval.engine import Engine
from index.text.analyzer import terms

__all__ = ["Match", "Verdict", "Verification", "Verifier"]

MOST_READ = 500
"""Sources that are all searched for a quote; of more, those come first that the index finds likely. Set by hand."""

LIKELY = 60
"""Passages that the index proposes to find the likely sources of a quote; set by hand."""

NEW_BYTES = 16 * 1024 * 1024
"""Bytes of new and changed files that are searched beside them, at most; set by hand."""

SEARCH_SECONDS = 3.0
"""The time for which the others are searched, word for word, before a quote is said to be absent; set by hand."""

LAST = 1 << 31
"""An ordinal beyond the last passage of any source."""

ALIKE = frozenset({"quotes", "space", "marks"})
"""The differences between a quote and the source that leave it verbatim.

They are straight or curly quotes, spaces, and the marks of the source's markup, which a page does not show.
"""

_WORD = re.compile(r"[^\W_]+")


class Verdict(StrEnum):
    """The result of a check."""

    STANDS = "stands"  # the citation leads to these words in the source as indexed / the quote is verbatim
    CHANGED = "changed"  # the source has changed since it was cited
    ELSEWHERE = "elsewhere"  # the words stand in another place
    NEARLY = "nearly"  # a quote that stands in the sources with differences
    ABSENT = "absent"  # a quote that does not stand in the sources
    NOWHERE = "nowhere"  # a citation of a place that does not exist


@dataclass(frozen=True, slots=True)
class Match:
    """A place where checked words stand, verbatim or nearly.

    ``text`` is the source's, ``plain`` what a reader of the rendered page sees of it. ``differences`` are (kind, in the
    quote, in the source), where the kind is "replaced", "missing" (from the quote), "added" (to the source's words),
    "quotes" (straight or curly), "space" or "marks" (which a page does not show); a verbatim match has none.
    ``similarity`` is from 0 to 1.
    """

    place: Place
    excerpt: Excerpt
    text: str
    similarity: float = 1.0
    differences: tuple[tuple[str, str, str], ...] = ()
    plain: str = ""

    def __post_init__(self) -> None:
        """Take a text for what is shown of it, unless that is given."""
        object.__setattr__(self, "plain", self.plain or self.text)


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a citation or a quote that was checked.

    ``cited`` is True for a citation, which has one match if its place exists. ``cause`` says why nothing could be
    searched for. ``total`` counts all places of a quote, including those that are not listed. ``changed`` is True if
    the bytes of a cited source are not those that were cited. ``unsearched`` says in a sentence how many files
    were not searched for a quote that was not found word for word, and is None if all were.
    """

    claim: str
    verdict: Verdict
    matches: tuple[Match, ...] = ()
    cited: bool = False
    cause: str | None = None
    total: int = 0
    changed: bool = False
    unsearched: str | None = None


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks claims against the sources on disk.

    The index says which words stood at a citation and which sources are likely to hold a quote. Results show
    ``context`` lines around a place, long ones cut to ``width`` characters. The engine serves so many ``sources``, and
    ``behind`` tells which files it does not know.
    """

    folder: Folder
    engine: Engine
    context: int
    width: int
    sources: int
    behind: Behind

    def check(self, claim: str, words: str | None = None, sha256: str | None = None) -> Verification:
        """Check a citation, or else a quote; see ``Library.check``."""
        try:
            citation = Citation.parse(claim.strip())
        except CitationError as error:
            found = self._quote(claim)
            if found.matches or self.engine.record(claim.strip().partition(":")[0]) is None:
                return found
            return Verification(claim, Verdict.NOWHERE, cited=True, cause=str(error))
        if self.engine.record(citation.source) or citation.source.lower().endswith(SUFFIXES):
            return self._citation(claim, citation, words, sha256)
        return self._quote(claim)

    def excerpt(self, citation: str) -> Excerpt:
        """Return the lines of a citation; raises CitationError if there is no such place."""
        place = Citation.parse(citation.strip())
        source = self._read(place)
        return self._excerpt(source, str(place), resolve(place, source))

    def _citation(self, claim: str, citation: Citation, words: str | None, sha256: str | None) -> Verification:
        try:
            source = self._read(citation)
        except CitationError as error:
            return Verification(claim, Verdict.NOWHERE, cited=True, cause=str(error))
        found = self._verify(citation, source, words, sha256)
        spans = found.places if found.standing is Standing.ELSEWHERE else (found.span,) if found.span else ()
        page = Rendered(source)
        matches = tuple(self._match(source, span, page.shown(*span)) for span in spans)
        return Verification(
            claim, Verdict(found.standing), matches, cited=True, cause=found.cause, changed=found.changed
        )

    def _verify(self, citation: Citation, source: Source, words: str | None, sha256: str | None) -> CitedPlace:
        """Verify a citation against the words and hash that the caller gives, or else those that were indexed."""
        record = self.engine.record(citation.source)
        known = sha256 or (record.sha256 if record else None)
        if words is None and record and known == record.sha256 != source.sha256:
            words = next((text for place, text in self._indexed(citation.source) if place == citation), None)
        return verify(citation, source, sha256=known, words=words)

    def _indexed(self, name: str) -> Iterator[tuple[Citation, str]]:
        """What may be quoted of a source as it was indexed, passages, units and blocks, each with its citation."""
        for passage in self.engine.passages(name, 0, LAST):
            for span in dict.fromkeys(((passage.start, passage.end), passage.whole, passage.group)):
                one = self.engine.excerpt(passage, span)
                yield Citation.of(one), one.text

    def _quote(self, claim: str) -> Verification:
        if self.sources + len(self.behind.added) <= MOST_READ:
            return self._found(claim, self._readable(self.folder.names()))
        likely = self._likely(claim)
        found = self._found(claim, self._readable(likely))
        if found.cause or found.verdict is Verdict.STANDS:
            return found
        unread = [name for name in self.behind.unread if name not in likely]
        return self._far(claim, unread if found.matches else self._others({*likely, *unread}, unread), found)

    def _others(self, known: Collection[str], unread: Sequence[str]) -> Sequence[str]:
        """All files that are not ``known`` as searched or ``unread``, behind the latter."""
        return [*unread, *(name for name in self.folder.names() if name not in known)]

    def _found(self, claim: str, searched: Iterable[Source]) -> Verification:
        """Look for a quote in some sources."""
        from index.citations.quotes import find  # noqa: PLC0415 - a question and a citation need none of it

        sources = {source.name: source for source in searched}
        finding = find(claim, sources.values())
        matches = tuple(
            replace(self._match(sources[one.source], (one.start, one.end), one.plain),
                    similarity=one.similarity, differences=one.differences)
            for one in finding.places
        )  # fmt: skip
        if finding.cause or not matches:
            return Verification(claim, Verdict.ABSENT, cause=finding.cause)
        alike = all({kind for kind, *_ in match.differences} <= ALIKE for match in matches)
        verdict = Verdict.STANDS if alike else Verdict.NEARLY
        return Verification(claim, verdict, matches, total=finding.total)

    def _likely(self, claim: str) -> Collection[str]:
        """The sources that the index finds likely to hold a quote, and the files that it does not know, by name."""
        found, unread = self.engine.candidates(dict.fromkeys(terms(claim), 1.0), LIKELY), self.behind.unread
        new = (name for name, size in zip(unread, accumulate(unread.values()), strict=True) if size <= NEW_BYTES)
        return dict.fromkeys(sorted({*(one.passage.source for one in found), *islice(new, MOST_READ)}))

    def _far(self, claim: str, names: Sequence[str], found: Verification) -> Verification:
        """Look for a quote in files that have its words, while time lasts, and return that or what was ``found``."""
        words, end = set(_WORD.findall(claim)), time.monotonic() + SEARCH_SECONDS
        for at, name in enumerate(names):
            if time.monotonic() > end:
                return replace(found, unsearched=self._unsearched(names[at:]))
            for source in self._readable([name]):
                other = self._found(claim, [source]) if all(word in source.text for word in words) else found
                if other.verdict is Verdict.STANDS:
                    return other
                found = found if found.matches else other
        return found

    def _unsearched(self, names: Sequence[str]) -> str:
        unknown = len(self.behind.unread.keys() & names)
        new = f", {unknown:,} of them new or changed since the index was made" if unknown else ""
        return f"{len(names):,} {'file was' if len(names) == 1 else 'files were'} not searched{new}."

    def _readable(self, names: Iterable[str]) -> Iterator[Source]:
        """The sources of these names; those that cannot be read are left out."""
        for name in names:
            try:
                yield self.folder.read(name)
            except SourceError:
                continue

    def _read(self, citation: Citation) -> Source:
        """The source that a citation names; raises CitationError if it cannot be read, with the nearest name."""
        try:
            return self.folder.read(citation.source)
        except SourceError as error:
            from difflib import get_close_matches  # noqa: PLC0415 - only a name that is wrong needs it

            near = get_close_matches(citation.source, self.folder.names(), n=1)
            cure = f"; did you mean {near[0]}?" if near and near[0] != citation.source else ""
            raise CitationError(f"{error}{cure}") from None

    def _match(self, source: Source, span: tuple[int, int], plain: str) -> Match:
        citation = str(Citation.at(source, *span))
        place = Place(citation, source.name, *span)
        return Match(place, self._excerpt(source, citation, span), source.text[slice(*span)], plain=plain)

    def _excerpt(self, source: Source, citation: str, span: tuple[int, int]) -> Excerpt:
        return excerpt(source, citation, span, context=self.context, width=self.width)
