"""Claims: words that are said to stand in the sources, with the citation that people and this program set beside them.

A quote may come with its citation behind it, before it or below it, in quotation marks, behind ``>`` or behind the bars
of a screen, alone or as one of several in a copied answer.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from index.citations.citation import Citation
from index.citations.cited_places import CitedSpan, Known, citation_in, citations_in
from index.citations.pasted import off_screen, without_isolates
from index.text.pack import words_of_all
from index.text.word_patterns import alternatives

__all__ = ["MOST_CLAIMS", "Claim", "claims_in", "quotes_in"]

MOST_CLAIMS = 50
"""The most claims of one text that are told apart."""

LONGEST = 100_000
"""Characters of the longest text in which citations are looked for."""

_MASK = "\x00"
_BAR = re.compile(r"[ \t]*[│┆]|>?[ \t]*\d+[ \t]*│")
_QUOTED_LINE = re.compile(r"[ \t]*>[ \t]?")
_NUMBERED_BAR = re.compile(r"^>?[ \t]*\d+[ \t]*│ ?", re.MULTILINE)
_MARKED = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”|«[^«»]+»|„[^„“”]+[“”]|「[^「」]+」|(?<![^\W_])\"[^\"]+\"(?![^\W_])")
_WORD = re.compile(r"[^\W_]")
_LOOSE = " \t\r\n:,—–-([{`" + _MASK
_NUMBERED = re.compile(r"\s*\[\d{1,3}\]\Z")
_TITLE = re.compile(r" {3}\S")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words with the place that is said to hold them, words alone, or a place alone, which has no words.

    ``sha256`` is the beginning of the hash of the cited file, if it is given. ``loose`` words had no marks around them,
    and lines above the quote may be among them.
    """

    words: str
    citation: Citation | None = None
    sha256: str | None = None
    loose: bool = False

    def __str__(self) -> str:
        """Return the claim as text."""
        cited = f"{self.citation}" + (f"@{self.sha256}" if self.sha256 else "")
        if self.citation is None:
            return self.words
        return f"“{self.words}” ({cited})" if self.words else cited


def claims_in(text: str, known: Known) -> tuple[Claim, ...]:
    """Return the claims of a text, at least one; ``known`` tells if a name may be that of a source."""
    whole = Claim(text)
    if len(text) > LONGEST:
        return (whole,)
    text = without_isolates(text)
    if alone := citation_in(text, known):
        return (Claim("", alone.citation, alone.sha256),)
    cited = list(citations_in(text, known))
    marked = [match.span() for match in _MARKED.finditer(text)]
    cited = [one for one in cited if not any(start < one.start < end for start, end in marked)] or cited
    if len(cited) > 1 and (lines := text.splitlines()) and all(_QUOTED_LINE.match(one) for one in lines if one.strip()):
        return claims_in("\n".join(_QUOTED_LINE.sub("", one, count=1) for one in lines), known)
    return tuple(_paired(text, cited))[:MOST_CLAIMS] or (whole,) if cited else (whole,)


def quotes_in(text: str) -> tuple[Claim, ...]:
    """Return what is quoted in a text that cites nothing: in quotation marks, behind ``>``, behind bars.

    It is all of the text if nothing in it is, or if it holds no other words.
    """
    quotes = list(_quotes(text)) if len(text) <= LONGEST else []
    ends = [0, *(end for _, end, _ in quotes)]
    starts = [*(start for start, *_ in quotes), len(text)]
    between = (text[end:start] for end, start in zip(ends, starts, strict=True))
    if len(quotes) == 1 and not any(map(_WORD.search, between)):
        return (Claim(text),)
    return tuple(Claim(words) for *_, words in quotes)[:MOST_CLAIMS] or (Claim(text),)


def _paired(text: str, cited: Sequence[CitedSpan]) -> Iterator[Claim]:
    """Yield each quote of a text with its citation, and each citation without a quote."""
    masked = text
    for one in cited:
        masked = masked[: one.start] + re.sub(r"[^\n]", _MASK, masked[one.start : one.end]) + masked[one.end :]
    quotes = _beside(masked, list(_quotes(masked)), cited)
    if not quotes:
        yield from _unmarked(masked, cited)
        return
    forward = cited[0].start < quotes[0][0]
    ends = [one.start for one in cited[1:]] + [len(text)] if forward else [one.start for one in cited]
    begins = [one.end for one in cited] if forward else [0, *(one.end for one in cited[:-1])]
    last: list[str] = []
    for one, begin, end in zip(cited, begins, ends, strict=True):
        inner = [words for start, stop, words in quotes if begin <= start < end or start <= one.start < stop]
        last = inner or (last if one.also else [])
        yield from (Claim(words, one.citation, one.sha256) for words in last or [""])
    if not forward:
        yield from (Claim(words) for start, _, words in quotes if start >= cited[-1].end)


def _quotes(masked: str) -> Iterator[tuple[int, int, str]]:
    """Yield the quotes of a text: blocks of lines with a bar or ``>`` in front, and what is in quotation marks."""
    at = 0
    for kind, group in groupby(masked.splitlines(keepends=True), _line_kind):
        block = "".join(group)
        if kind:
            words = _NUMBERED_BAR.sub("", off_screen(block)) if kind == "bar" else _dequoted(block)
            words = words.replace(_MASK, "").strip(_LOOSE)
            if _WORD.search(words):
                yield at, at + len(block), words
        else:
            yield from _in_marks(block, at)
        at += len(block)


def _line_kind(line: str) -> str:
    return "bar" if _BAR.match(line) else ">" if _QUOTED_LINE.match(line) else ""


def _dequoted(block: str) -> str:
    lines = (_QUOTED_LINE.sub("", line, count=1) for line in block.splitlines())
    return "\n".join(line for line in lines if line.strip(_LOOSE))


def _in_marks(block: str, offset: int) -> Iterator[tuple[int, int, str]]:
    """Yield what is in quotation marks; if a block begins and ends with the same straight ones, all between them."""
    bare = block.strip(_LOOSE + ")]}.")
    if block.count('"') > 2 and bare[:1] == bare[-1:] == '"' and _MASK not in bare:  # noqa: PLR2004 - more than a pair
        at = block.index(bare)
        yield offset + at, offset + at + len(bare), bare[1:-1]
        return
    for match in _MARKED.finditer(block):
        if _WORD.search(match[0]) and _MASK not in match[0]:
            yield offset + match.start(), offset + match.end(), match[0][1:-1].strip()


def _beside(masked: str, quotes: list[tuple[int, int, str]], cited: Sequence[CitedSpan]) -> list[tuple[int, int, str]]:
    """Return the quotes that stand in a paragraph with a citation, or else in the one next to it."""
    breaks = [match.start() for match in _PARAGRAPH.finditer(masked)]

    def paragraph(at: int) -> int:
        return bisect_left(breaks, at)

    numbered = {paragraph(one.start) for one in cited}
    alone = numbered - {paragraph(start) for start, *_ in quotes}
    near = numbered | {one + step for one in alone for step in (-1, 1)}
    shown = [one for one in quotes if paragraph(one[0]) in near]
    titles = [one for one in shown if _TITLE.match(masked, masked.rfind("\n", 0, one[0]) + 1)]
    return [one for one in shown if one not in titles] or titles


def _unmarked(masked: str, cited: Sequence[CitedSpan]) -> Iterator[Claim]:
    """Yield the words before, or else behind, each citation; words on both sides of a single one are no quote of it."""
    for number, one in enumerate(cited):
        before = masked[cited[number - 1].end if number else 0 : one.start]
        behind = masked[one.end : cited[number + 1].start if number + 1 < len(cited) else len(masked)]
        if len(cited) > 1:
            before = _PARAGRAPH.split(before)[-1] if before.strip(_LOOSE) else before
            behind = "" if before.strip(_LOOSE) or cited[0].start else behind
        if _credits().fullmatch(before.strip(_LOOSE)) and _WORD.search(behind):
            said = _says().match(behind.lstrip(_LOOSE.replace("(", "")))
            yield Claim(
                _stripped(behind.lstrip(_LOOSE)[said.end() if said else 0 :]), one.citation, one.sha256, loose=True
            )
        elif not _WORD.search(behind):
            yield Claim(_stripped(before), one.citation, one.sha256, loose=True)


def _stripped(words: str) -> str:
    return _NUMBERED.sub("", words.strip(_LOOSE)).strip("'‘’“”\"").strip()


@cache
def _credits() -> re.Pattern[str]:
    """Return the pattern of what may stand before a place and in front of its words: "according to"."""
    words = alternatives(words_of_all("crediting"))
    return re.compile(rf"(?:{words})?[\s,،，]*", re.IGNORECASE)


@cache
def _says() -> re.Pattern[str]:
    """Return the pattern of what may stand between a place and the words behind it: "says:"."""
    words = alternatives(words_of_all("saying"))
    return re.compile(rf"[\s,،，]*(?:(?:{words})(?!\w))?\s*[:,：،，]?\s*")
