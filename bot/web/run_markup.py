"""Runs of words as HTML: their styles and links, the spans that are emphasised, and an anchor where a line begins."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from bot.web.visible import visible
from index.documents.styles import Look, StyledRun

__all__ = ["CITED", "Emphasis", "MarkedSpan", "RunWriter"]

CITED = "cited"
"""The id of the first of the cited words."""

_TAGS = {
    Look.BOLD: Markup("<strong>{}</strong>"),
    Look.ITALIC: Markup("<em>{}</em>"),
    Look.STRUCK: Markup("<s>{}</s>"),
    Look.CODE: Markup("<code>{}</code>"),
}
_SCHEMES = ("https://", "http://", "mailto:")


class Emphasis(IntEnum):
    """Why a span is emphasised; of two at one place the greater is seen."""

    MATCH = 1
    ANSWER = 2
    CITED = 3


class MarkedSpan(NamedTuple):
    """``[start:end]`` of a text, in characters, and why it is emphasised."""

    start: int
    end: int
    emphasis: Emphasis


@dataclass(slots=True)
class RunWriter:
    """Writes the runs of a text; ``spans`` are emphasised, and ``starts`` are the offsets at which lines begin.

    ``first_line`` is the number of the line before the first of them. The cited words bear the anchor of the line that
    they begin in, so that a link to the line leads to them.
    """

    spans: Sequence[MarkedSpan] = ()
    starts: Sequence[int] = ()
    first_line: int = 0
    _begun: bool = field(default=False, init=False)
    _claimed: set[int] = field(default_factory=set, init=False)
    _numbered: set[int] = field(default_factory=set, init=False)

    def line(self, offset: int) -> int:
        """Return the number of the line at an offset; 0 if lines have no numbers."""
        return self.first_line + bisect_right(self.starts, offset) if self.starts else 0

    def html(self, runs: Sequence[StyledRun]) -> Markup:
        """Return some runs, with an anchor at each line that begins within them."""
        parts: list[Markup] = []
        line = self.line(runs[0].start) if runs else 0
        for run in runs:
            if self.line(run.start) > line and run.text.strip():
                line = self.line(run.start)
                if self.claim(line):
                    parts.append(Markup('<span class="n" id="L{0}" data-n="{0}"></span>').format(line))
            parts += self._run(run)
        return Markup("").join(parts)

    def claim(self, line: int) -> bool:
        """Return whether the anchor of a line is still to be set: each stands once, that of the cited words at them."""
        cited = next((one for one in self.spans if one.emphasis is Emphasis.CITED), None)
        first = line not in self._claimed and not (cited and self.line(cited.start) == line)
        self._claimed.add(line)
        return first

    def numbered(self, line: int) -> bool:
        """Return whether a row is the first of its line, which bears its number."""
        first = line not in self._numbered
        self._numbered.add(line)
        return first

    def _run(self, run: StyledRun) -> Iterator[Markup]:
        """Yield a run as the pieces that one emphasis each covers."""
        if not run.exact:
            yield self._styled(run, self._emphasis(run.start, max(run.end, run.start + 1)))
            return
        cuts = {run.start, run.end}
        cuts.update(at for one in self.spans for at in one[:2] if run.start < at < run.end)
        for start, end in pairwise(sorted(cuts)):
            yield self._styled(run.cut(start - run.start, end - run.start), self._emphasis(start, end))

    def _emphasis(self, start: int, end: int) -> Emphasis | None:
        return max((one.emphasis for one in self.spans if one.start < end and start < one.end), default=None)

    def _styled(self, run: StyledRun, emphasis: Emphasis | None) -> Markup:
        html = visible(run.text)
        for look, tag in _TAGS.items():
            if run.look & look:
                html = tag.format(html)
        if run.address.lower().startswith(_SCHEMES):
            html = Markup('<a href="{}" rel="nofollow noopener noreferrer">{}</a>').format(run.address, html)
        return self._emphasised(html, run.start, emphasis) if run.text.strip() or emphasis else html

    def _emphasised(self, html: Markup, start: int, emphasis: Emphasis | None) -> Markup:
        if emphasis is Emphasis.MATCH:
            return Markup('<b class="match">{}</b>').format(html)
        if emphasis is Emphasis.ANSWER:
            return Markup('<mark class="answer">{}</mark>').format(html)
        if emphasis is None:
            return html
        first, self._begun = not self._begun, True
        place = Markup(' id="{}"').format(CITED) if first else ""
        anchor = Markup('<span id="L{}"></span>').format(self.line(start)) if first and self.starts else ""
        return Markup('{}<mark class="cited"{}>{}</mark>').format(anchor, place, html)
