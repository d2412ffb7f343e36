"""Sources as a reader of the rendered page sees them, searched for words that were copied from there."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from index.citations.pasted import Form, Pasted, bare, blanks
from index.citations.regions import Region
from index.citations.word_bounds import cuts, cuts_marked
from index.deadline import keep_time
from index.documents.reading import Reading, marks_within
from index.documents.source import Source
from index.documents.structure import reading
from index.text.normalize import SPACE, spaced

__all__ = ["Rendered"]

MOST_READ = 500_000
"""Characters of Markdown that are read in one search, at most: reading is what takes the time of it."""

LARGEST = 2_000_000
"""Characters of a source that is read all the same if it is the first."""

Span = tuple[int, int]


class Purse:
    """The characters of Markdown that may yet be read for one search; a second reads about two million."""

    def __init__(self, left: int = MOST_READ) -> None:
        self._left = left
        self.refused, self._spent = 0, False

    def spend(self, characters: int) -> bool:
        """True if so many may be read; sources that may not are counted.

        Raises TimeoutError if the deadline of this work has passed.
        """
        keep_time()
        if characters > self._left and (self._spent or characters > LARGEST):
            self.refused += 1
            return False
        self._left -= characters
        self._spent = True
        return True


class Rendered:
    """A source and what a reader of its page sees; a text without markup is seen as it stands."""

    def __init__(self, source: Source, purse: "Purse | None" = None) -> None:
        """Render a source when it is first needed; ``purse`` bounds that for all the sources that share it."""
        self.source = source
        self._purse = purse or Purse()
        self._paid: bool | None = None

    @cached_property
    def reading(self) -> Reading:
        """The source's text as it is shown, and the way back."""
        return reading(self.source)

    @property
    def affordable(self) -> bool:
        """True if the page is read already, or may be; what was spent on it once is not spent again."""
        if not self.source.markdown:
            return True
        if self._paid is None:
            self._paid = self._purse.spend(len(self.source.text))
        return self._paid

    def passed_over(self, *, likely: bool) -> None:
        """Note that the page was not looked at; it counts as not searched if it was a likely one."""
        self._purse.refused += likely

    def shown_spans(self, words: str) -> Iterator[Span]:
        """Yield the spans of what is shown that hold some words."""
        if not self.source.markdown:
            return spaced(words, self.source.text)
        return spaced(words, self.reading.plain, blanks())

    def cuts(self, start: int, end: int) -> bool:
        """True if a span of the source begins or ends within a word, as written or as shown without marks."""
        text = self.source.text
        return cuts(text, start, end) or (self.source.markdown and cuts_marked(text, start, end))

    def spans(self, pasted: Pasted) -> list[Span]:
        """Return the least spans of the source's text that show some words."""
        for form in pasted.forms if self.source.markdown else pasted.forms[:1]:
            spans = [span for span in self._shown(form, pasted) if form.fits(self._beside(span))]
            if spans:
                return spans
        return []

    def text(self, pasted: Pasted, start: int, end: int) -> str:
        """Return a part of what is shown, with spaces for what some words may lack: bullets, bars, numbers of items."""
        return bare(self.reading.plain[start:end], bars=pasted.barred, numbers=not pasted.numbered)

    def compared(self, pasted: Pasted) -> str:
        """Return some words in the form that is to be compared with the text that is shown."""
        words = pasted.within(self.source.text) if self.source.markdown else pasted.words
        return bare(words, bars=pasted.barred, numbers=False)

    def region(self, region: Region) -> Region:
        """Return a region of the source as one of what is shown."""
        return replace(region, start=self.reading.shown(region.start), end=self.reading.shown(region.end))

    def widened(self, start: int, end: int) -> Span:
        """Return a span of the source with the marks at the ends of its lines, if it shows all else of those lines."""
        first, last = self.source.place(start)[0], self.source.place(end - 1)[0]
        opening, closing = self.source.words_span(first)[0], self.source.words_span(last)[1]
        opens = not blanks(numbers=True).sub(" ", f"{self.shown(opening, start)} ").strip()
        closes = not self.shown(end, closing).strip()
        return min(start, opening) if opens else start, max(end, closing) if closes else end

    def shown(self, start: int, end: int) -> str:
        """Return what a reader sees of a span of the source."""
        return self.reading.plain[self.reading.shown(start) : self.reading.shown(end)] if start < end else ""

    def hidden(self, start: int, end: int) -> tuple[str, ...]:
        """Return the distinct marks within a span of the source that are shown as something else."""
        marks = marks_within(self.reading.marks, start, end)
        written = ((self.source.text[mark.start : mark.end].strip(), mark.shown) for mark in marks)
        return tuple(dict.fromkeys(text for text, shown in written if text and text != shown))

    def _shown(self, form: Form, pasted: Pasted) -> Iterator[Span]:
        """Yield the spans that show one form: as it stands, or else without bullets and bars, or also numbers."""
        own = blanks(bars=pasted.barred)
        words = own.sub(" ", form.words)
        for wanted, blank in ((form.words, SPACE), (words, own), (words, blanks(bars=pasted.barred, numbers=True))):
            places = list(spaced(wanted, self.reading.plain, blank)) if wanted.strip() else []
            if places:
                yield from (self.reading.raw_span(*place) for place in places)
                return

    def _beside(self, span: Span) -> str:
        """Return the text of a span with the marks that touch it."""
        (start, end), marks = span, self.reading.marks
        at = bisect_left(marks, start, key=lambda mark: mark.start)
        while at and marks[at - 1].end == start:
            at, start = at - 1, marks[at - 1].start
        at = bisect_left(marks, end, key=lambda mark: mark.start)
        while at < len(marks) and marks[at].start == end:
            at, end = at + 1, marks[at].end
        return self.source.text[start:end]
