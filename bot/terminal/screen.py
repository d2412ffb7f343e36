"""Text on a screen: wrapped to its width, coloured if it has colour, and unable to command the terminal."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Self, TextIO

from bot.terminal.wrapping import wrapped
from bot.wording.direction import ISOLATES, Spoken
from bot.wording.invisible import covered

__all__ = ["Mark", "Screen", "Style", "harmless"]

WIDEST = 100
NARROWEST = 20
"""The limits of the width that is used, in cells: lines outside them read badly."""
FORBIDDEN = "\ufffd"
CONTROLS: dict[int, int | str] = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], FORBIDDEN),
    **dict.fromkeys(range(0xD800, 0xE000), FORBIDDEN),
}
del CONTROLS[0x09], CONTROLS[0x0A], CONTROLS[0x0D]
OWN_CONTROLS = {code: shown for code, shown in CONTROLS.items() if chr(code) not in ISOLATES}


class Style(StrEnum):
    """The role of a run of text, as the SGR parameters that show it on a dark or light background."""

    LEAD = "1"
    MATCH = "1"
    ANSWER = "1;32"
    CITED = "1;32"
    CITATION = "36"
    BOLD = "1"
    ITALIC = "3"
    STRUCK = "9"
    LINK = "4"
    CODE = "35"
    FAINT = "2"
    WARNING = "33"
    REMOVED = "31"
    ADDED = "32"
    GOOD = "32"


Mark = tuple[int, int, Style]
_LINK, _END = "\x1b]8;;", "\x1b\\"


def harmless(text: str) -> str:
    """Replace the characters that could command a terminal, reorder a line or hide in it, one by one.

    Control characters become their pictures (an escape is "␛"), those that one cannot see "�"; a carriage return on
    its own ends a line. In words of our own, what sets apart a text that is read from right to left stays.
    """
    own = isinstance(text, Spoken)
    shown = re.sub(r"\r(?!\n)", "\n", text).translate(OWN_CONTROLS if own else CONTROLS)
    return covered(shown, FORBIDDEN, ISOLATES if own else "")


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of ``width`` cells, None if lines are not wrapped; ``color`` allows escape codes.

    ``base`` is the address of the website to which citations link, None for no links.
    """

    width: int | None = None
    color: bool = False
    base: str | None = None

    @classmethod
    def of(cls, stream: TextIO, color: str, environ: Mapping[str, str]) -> Self:
        """Return the screen behind a stream, under the setting ``color`` ("auto", "always" or "never")."""
        terminal = stream.isatty()
        plain = bool(environ.get("NO_COLOR")) or environ.get("TERM") == "dumb"
        return cls(_columns() if terminal else None, color == "always" or (color == "auto" and terminal and not plain))

    def paint(self, text: str, style: Style, address: str | None = None) -> str:
        """Make a text harmless and show it in one style, as a link if there is an ``address`` (in ASCII)."""
        shown = self._run(harmless(text), 0, len(text), [(0, len(text), style)])
        return f"{_LINK}{address}{_END}{shown}{_LINK}{_END}" if self.color and address else shown

    def lines(self, text: str, marks: Sequence[Mark] = (), indent: int = 0, *, carets: bool = False) -> Iterator[str]:
        """Make a text harmless and wrap it into lines that leave ``indent`` cells free, with its marks shown.

        The spans of ``marks`` are offsets in characters, end exclusive; ``carets`` underlines them on a screen without
        colour.
        """
        text = self._shown(text)
        for start, end in self.rows(text, indent):
            yield self._run(text, start, end, marks)
            for first, last, _ in marks:
                if carets and not self.color and max(first, start) < min(last, end):
                    yield _carets(text[start:end], max(first, start) - start, min(last, end) - start)

    def paint_lines(self, text: str, style: Style, indent: int = 0) -> Iterator[str]:
        """Wrap a text as ``lines`` does, in one style."""
        return self.lines(text, [(0, len(text), style)], indent)

    def cells(self, text: str) -> int:
        """Return how many cells wide a text of one line is."""
        return _cells(self._shown(text))

    def rows(self, text: str, indent: int = 0) -> Iterator[tuple[int, int]]:
        """Split a harmless text into the spans that fill one line each; only white space lies between them."""
        at = 0
        for line in text.split("\n"):
            shown = line if self.width is None else line.removesuffix("\r")
            yield from self._wrapped(text, at, at + len(shown), indent)
            at += len(line) + 1

    def _shown(self, text: str) -> str:
        """Make a text harmless; a tab becomes a space if lines are wrapped, so that they can be measured."""
        return harmless(text) if self.width is None else harmless(text).replace("\t", " ")

    def _wrapped(self, text: str, start: int, end: int, indent: int) -> Iterator[tuple[int, int]]:
        line = text[start:end]
        if self.width is None or (line.isascii() and len(line) <= self.width - indent):
            yield start, end
            return
        rows = wrapped(line, max(self.width - indent, NARROWEST // 2))
        yield from ((start + first, start + last) for first, last in rows)

    def _run(self, text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
        if not self.color:
            return text[start:end]
        cuts = sorted({start, end, *(at for mark in marks for at in mark[:2] if start < at < end)})
        return "".join(
            _styled(text[a:b], [style for s, e, style in marks if s <= a and b <= e]) for a, b in pairwise(cuts)
        )


def _columns() -> int:
    """Return the width of the terminal in cells, within the limits."""
    from shutil import get_terminal_size  # noqa: PLC0415 - a pipe has no width, and it brings three compressors along

    return min(max(get_terminal_size().columns, NARROWEST), WIDEST)


def _carets(text: str, first: int, last: int) -> str:
    """Return a line of carets under a span of a text, as wide as the span is on the screen."""
    blank = "".join("\t" if character == "\t" else " " * _cells(character) for character in text[:first])
    return blank + "^" * max(_cells(text[first:last]), 1)


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from wcwidth import width  # noqa: PLC0415 - only other scripts need it

    return width(text)


def _styled(text: str, styles: Sequence[Style]) -> str:
    return f"\x1b[{';'.join(dict.fromkeys(styles))}m{text}\x1b[0m" if styles and text else text
