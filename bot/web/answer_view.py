"""An answer as its page shows it: each quote with its article, its places, its context and the forms to cite it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from markupsafe import Markup

from bot.answers import Answerer, WordedAnswer
from bot.page_link import page_url
from bot.web.citing_forms import CitedWords
from bot.web.page_blocks import PageBlock, laid_out
from bot.web.run_markup import Emphasis, MarkedSpan, RunWriter
from bot.wording.speaking import date_text
from bot.wording.surroundings import above, goes_on_from
from index.documents.shown_lines import ShownLine, shown_lines
from index.library.answer import Quote
from index.ranking.meaning_features import MEANING
from index.ranking.weights import FEATURES

__all__ = ["AnswerView", "PlaceView", "QuoteView"]

PLACES = 10
"""Further places of the same words that are named."""
AROUND = 2
"""Sentences before and after a quote that are shown as its context."""
EXPLAINED = {**FEATURES, **MEANING}
"""The meaning of each feature."""

LEAST = 0.005
"""The smallest contribution of a feature to a score that is shown."""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A citation, and the address of its page."""

    citation: str
    link: str

    @classmethod
    def of(cls, path: str, citation: str, sha256: str = "", words: str = "") -> Self:
        """Return a citation of the part of the website at ``path``, with the file's hash and the words if known."""
        return cls(citation, page_url(path, citation, sha256, words) or path)


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote: its words as blocks or as the cells of a row with their columns, and what stands below it.

    ``parts`` follow the title, ``more`` counts the places that ``also`` leaves out, ``around`` are the sentences about
    it and itself, which is marked by True.
    """

    rank: int
    citation: str
    link: str
    blocks: Sequence[PageBlock]
    columns: Sequence[tuple[str, Markup]]
    title: str
    parts: Sequence[str]
    page: int | None
    changed: bool
    also: Sequence[PlaceView]
    more: int
    forms: Mapping[str, str]
    before: "QuoteView | None" = None
    around: Sequence[tuple[str, bool]] = ()


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Turns the quotes of answers of a library into what a page shows.

    ``path`` is where the part of the website is, ``base`` the same as a whole address.
    """

    library: Answerer
    path: str
    base: str

    def quote(self, quote: Quote, *, around: bool = False) -> QuoteView:
        """Return a quote, with the sentences ``around`` it if they are wanted."""
        lines, before = _lines(quote), goes_on_from(quote)
        writer = RunWriter(tuple(_emphasis(quote)))
        columns = _columns(quote, lines, writer)
        headings = above(quote.title, quote.headings).removeprefix(" › ")
        parts = (headings, quote.publisher, date_text(quote.date) if quote.date else None)
        address = PlaceView.of(self.base, quote.citation, quote.sha256, quote.text).link
        cited = CitedWords(quote.plain, quote.title, quote.publisher, quote.date, quote.citation, address)
        return QuoteView(
            rank=quote.rank,
            citation=quote.citation,
            link=PlaceView.of(self.path, quote.citation, quote.sha256, quote.text).link,
            blocks=() if columns else laid_out(lines, writer),
            columns=columns,
            title=quote.title,
            parts=tuple(filter(None, parts)),
            page=quote.page,
            changed=quote.changed,
            also=[PlaceView.of(self.path, one.citation, one.sha256, one.text) for one in quote.also[:PLACES]],
            more=max(len(quote.also) - PLACES, 0),
            forms=cited.forms(),
            before=self.quote(before) if before else None,
            around=tuple(self._around(quote)) if around else (),
        )

    def figures(self, answer: WordedAnswer) -> list[dict[str, Any]]:
        """Return the figures behind each passage of an answer, the largest first."""
        return [
            {
                "citation": one.citation,
                "link": PlaceView.of(self.path, one.citation, one.sha256, one.text).link,
                "score": one.score,
                "figures": [
                    (name, EXPLAINED.get(name, name), points)
                    for name, points in sorted(one.features.items(), key=lambda pair: -abs(pair[1]))
                    if abs(points) >= LEAST
                ],
            }
            for one in answer.passages
        ]

    def _around(self, quote: Quote) -> Iterator[tuple[str, bool]]:
        before, after = self.library.around(quote, AROUND)
        yield from ((_spoken(one.plain), False) for one in before)
        yield _spoken(quote.plain), True
        yield from ((_spoken(one.plain), False) for one in after)


def _lines(quote: Quote) -> Sequence[ShownLine]:
    return shown_lines(quote.text, quote.marks, quote.kind, quote.column)


def _emphasis(quote: Quote) -> Iterator[MarkedSpan]:
    yield from (MarkedSpan(*one, Emphasis.MATCH) for one in quote.matches)
    if quote.answer:
        yield MarkedSpan(*quote.answer, Emphasis.ANSWER)


def _columns(quote: Quote, lines: Sequence[ShownLine], writer: RunWriter) -> Sequence[tuple[str, Markup]]:
    """Return the cells of a row by itself, each with the name of its column; none for anything else."""
    if len(lines) != 1 or not quote.columns or not lines[0].cells:
        return ()
    cells = [writer.html(cell) for cell in lines[0].cells]
    names = [*quote.columns, *[""] * (len(cells) - len(quote.columns))]
    return [(name, cell) for name, cell in zip(names, cells, strict=False) if cell.strip()]


def _spoken(plain: str) -> str:
    """Return what is shown of a passage; the cells of a row are set apart by dots."""
    return " · ".join(filter(None, plain.split("\t"))) if "\t" in plain else plain
