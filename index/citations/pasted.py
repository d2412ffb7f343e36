"""Pasted words: the forms in which words that are to be checked may stand on a page.

They come from the rendered page, without the marks of its markup, from the file itself, with all of them, or from
somewhere between, with some. Items come with or without their bullets, cells with a tab, a space or a bar between.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from index.documents.reading import Mark, Reading, plain
from index.documents.source import Markup, Source
from index.documents.structure import reading

__all__ = ["Form", "Pasted", "bare", "blanks", "off_screen", "without_isolates"]

LONGEST = 20_000
"""Characters of the longest words that are read as Markdown; those of a hostile claim may take long."""

_BULLET = r"(?:[-*+•‣◦▪●·–—☐☑]|\[[ xX]\]|>)"
_ITEM = rf"(?:^[ \t]*(?:{_BULLET}(?=\s|>)[ \t]*)+)"
_NUMBER = r"(?:(?:\A|(?<=[.:;!?\n]\n)|(?<=[.:;!?\n]\r\n))[ \t]*\d{1,9}[.)](?=\s))"
_NUMBERED = re.compile(r"^[ \t>]*\d{1,9}[.)]\s", re.MULTILINE)
_BAR = r"(?:\|(?:\s*:?-{3,}:?\s*\|)*)"
_MARKED = re.compile(r"[*_`~\[<&\\#]|:::|!!!|\?\?\?|---|===|^[ \t]*(?:[-+]|\d{1,9}[.)])[ \t]", re.MULTILINE)
_STRAY = re.compile(r"(?<![^\W_])[*_`~]+|[*_`~]+(?![^\W_])")
_SET_OFF = re.compile(r"^[ \t]*(?:┆.*(?:\r?\n|\Z)|│ ?)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]")
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def without_isolates(words: str) -> str:
    """Return words without what surfaces put around text that is read from right to left.

    They show those of a source in another way.
    """
    return words if words.isascii() else words.translate(_ISOLATES)


def off_screen(words: str) -> str:
    """Return words as they were copied off a screen, without the bars that set them off and the lines beside them."""
    return _SET_OFF.sub("", words) if "│" in words else words


class Form(NamedTuple):
    """Some words as they may stand on a page; ``marks`` were taken out of them, and must stand in the source."""

    words: str
    marks: tuple[str, ...] = ()

    def fits(self, text: str) -> bool:
        """True if a text holds the marks, in their order."""
        at = 0
        for mark in self.marks:
            at = text.find(mark, at)
            if at < 0:
                return False
            at += len(mark)
        return True


@dataclass(frozen=True)
class Pasted:
    """Some words as they were pasted."""

    words: str

    @cached_property
    def reading(self) -> Reading:
        """The words as Markdown is shown."""
        if len(self.words) > LONGEST or not _MARKED.search(self.words):
            return Reading(self.words)
        return reading(Source("words", self.words, "", format=Markup.MARKDOWN))

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms in which the words may stand on a page that is made of Markdown, the likeliest first."""
        own, shown = self.reading, self.reading.plain
        kept = [(mark.start, own.text[mark.start : mark.end]) for mark in own.marks if _counts(own.text, mark)]
        stray = [(own.raw(match.start()), match[0]) for match in _STRAY.finditer(shown)]
        rendered = Form(shown, tuple(text for _, text in kept))
        loose = Form(_STRAY.sub("", shown), tuple(text for _, text in sorted(kept + stray)))
        return tuple(dict.fromkeys((Form(self.words), rendered, loose)))

    @property
    def barred(self) -> bool:
        """True if the words hold a bar, as between the cells of a table."""
        return "|" in self.words

    @property
    def numbered(self) -> bool:
        """True if a line of the words begins with a number."""
        return bool(_NUMBERED.search(self.words))

    def within(self, text: str) -> str:
        """Return the words as a page shows them, but for marks that hold a word and that ``text`` does not hold."""
        own = self.reading
        return plain(
            own.text, [mark for mark in own.marks if not _counts(own.text, mark) or own.text[slice(*mark[:2])] in text]
        )


def _counts(text: str, mark: Mark) -> bool:
    """True if a mark hides a word, or parts one."""
    start, end, shown = mark
    if text[start:end] == shown:
        return False
    inside = not shown and start > 0 and _WORD.match(text, start - 1) and _WORD.match(text, end)
    return bool(inside) or bool(_WORD.search(text, start, end))


def bare(text: str, *, bars: bool, numbers: bool) -> str:
    """Return a text with spaces for the bullets of its items, and for bars and the numbers of items if so wanted."""
    return blanks(bars=bars, numbers=numbers).sub(
        lambda match: "".join(one if one.isspace() else " " for one in match[0]), text
    )


@cache
def blanks(*, bars: bool = False, numbers: bool = False) -> re.Pattern[str]:
    """Return a pattern for white space that is no single space, and for the bullets of items.

    ``bars`` adds the bars between the cells of a table, ``numbers`` the numbers of items.
    """
    parts = [_ITEM, *([_BAR] if bars else []), *([_NUMBER] if numbers else [])]
    return re.compile(rf"\s*(?:(?:{'|'.join(parts)})\s*)+|\s{{2,}}|[^\S ]", re.MULTILINE)
