"""Looks for quotes in the sources as they stand on disk now, in the likely ones first where there are many."""

import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, islice

from index.citations.citation import Citation
from index.citations.excerpts import excerpt
from index.deadline import keep_time
from index.documents.boilerplate import boilerplate
from index.documents.folder import Folder
from index.documents.source import Source
from index.errors import SourceError
from index.library.answer import Place
from index.library.freshness import Behind
from index.library.verification import Match, Verdict, Verification
from index.retrieval.engine import Engine
from index.text.analyzer import analyzer

__all__ = ["QuoteSearch"]

MOST_READ = 500
"""Sources that are all searched for a quote; of more, those come first that the index finds likely. Set by hand."""

LIKELY = 60
"""Passages that the index proposes to find the likely sources of a quote; set by hand."""

NEW_BYTES = 16 * 1024 * 1024
"""Bytes of new and changed files that are searched beside them, at most; set by hand."""

SEARCH_SECONDS = 1.0
"""The time for which the others are searched, word for word, before a quote is said to be absent; set by hand."""

_WORD = re.compile(r"[^\W_]+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class QuoteSearch:
    """Finds quotes in the sources on disk.

    Results show ``context`` lines around a place, long ones cut to ``width`` characters. The engine serves so many
    ``sources``, and ``behind`` tells which files it does not know.
    """

    folder: Folder
    engine: Engine
    context: int
    width: int
    sources: int
    behind: Behind
    held: list[Source] = field(default_factory=list)

    def everywhere(self, quote: str) -> Verification:
        """Look for a quote in all sources, or in the likely ones of many and then, while time lasts, in the others."""
        if self.sources + len(self.behind.added) <= MOST_READ:
            return self.within(quote, self._all())
        likely = self._likely(quote)
        found = self.within(quote, self._readable(likely))
        if found.cause or found.verdict.good:
            return found
        unread = [name for name in self.behind.unread if name not in likely]
        return self._far(quote, unread if found.matches else self._others({*likely, *unread}, unread), found)

    def _all(self) -> Sequence[Source]:
        """All sources, read once for all the quotes of a check."""
        self.held[:] = self.held or self._readable(self.folder.names())
        return self.held

    def within(self, quote: str, searched: Iterable[Source], at: Span | None = None) -> Verification:
        """Look for a quote in some sources; places that overlap ``at``, a span of a single source, come first."""
        from index.citations.quotes import find  # noqa: PLC0415 - a question and a citation need none of it

        sources = {source.name: source for source in searched}
        finding = find(quote, sources.values(), at=at)
        skipped = {name: self.skipped(sources[name]) for name in {one.source for one in finding.places}}
        matches = tuple(
            replace(self.match(sources[one.source], (one.start, one.end), one.plain, skipped[one.source]),
                    similarity=one.similarity, differences=one.differences)
            for one in finding.places
        )  # fmt: skip
        verdict, total = Verdict(finding.finding.value), finding.total
        if matches:
            own = tuple(match for match in matches if not match.furniture)
            verdict, total = (verdict, total - len(matches) + len(own)) if own else (Verdict.FURNITURE, total)
            matches = own or matches
        count = finding.unread
        files = f"{count:,} {'file is' if count == 1 else 'files are'}"
        left = f"{files} too large to be searched as pages show them." if count and not verdict.good else None
        return Verification(quote, verdict, matches, cause=finding.cause, total=total, unsearched=left)

    def match(self, source: Source, span: Span, plain: str, skipped: Mapping[int, str]) -> Match:
        """Return a place where words stand; ``skipped`` are the lines of its source that are furniture."""
        citation = str(Citation.at(source, *span))
        place = Place(citation, source.name, *span)
        lines = excerpt(source, citation, span, context=self.context, width=self.width)
        kind = _furniture(source, span, skipped)
        return Match(place, lines, source.text[slice(*span)], plain=plain, furniture=kind)

    def skipped(self, source: Source) -> Mapping[int, str]:
        """Return the lines of a source that are furniture, with what they are."""
        record = self.engine.record(source.name)
        none = record and record.sha256 == source.sha256 and not record.skipped_lines
        return {} if none else boilerplate(source)

    def _others(self, known: Collection[str], unread: Sequence[str]) -> Sequence[str]:
        """All files that are not ``known`` as searched or ``unread``, behind the latter."""
        return [*unread, *(name for name in self.folder.names() if name not in known)]

    def _likely(self, quote: str) -> Collection[str]:
        """The sources that the index finds likely to hold a quote, and the files that it does not know, by name."""
        words = chain.from_iterable(analyzer(code).terms(quote) for code in self.engine.languages)
        found, unread = self.engine.candidates(dict.fromkeys(words, 1.0), LIKELY), self.behind.unread
        new = (name for name, size in zip(unread, accumulate(unread.values()), strict=True) if size <= NEW_BYTES)
        return dict.fromkeys(sorted({*(one.passage.source for one in found), *islice(new, MOST_READ)}))

    def _far(self, quote: str, names: Sequence[str], found: Verification) -> Verification:
        """Look for a quote in files that have its words, while time lasts, and return that or what was ``found``."""
        words, end = set(_WORD.findall(quote)), time.monotonic() + SEARCH_SECONDS
        for at, name in enumerate(names):
            if time.monotonic() > end:
                return replace(found, unsearched=self._unsearched(names[at:]))
            for source in self._readable([name]):
                other = self.within(quote, [source]) if all(word in source.text for word in words) else found
                if other.verdict.good:
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
            keep_time()
            try:
                yield self.folder.read(name)
            except SourceError:
                continue


def _furniture(source: Source, span: Span, skipped: Mapping[int, str]) -> str | None:
    """Return what kind of furniture all lines of a span are, or None if one belongs to the article."""
    if not skipped:
        return None
    first, last = source.place(span[0])[0], source.place(span[1] - 1)[0]
    lines = [number for number in range(first, last + 1) if source.words_span(number)[0] < source.words_span(number)[1]]
    return skipped[lines[0]] if lines and all(number in skipped for number in lines) else None
