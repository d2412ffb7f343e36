"""Markdown: the title of an article, the lines that a rendered page hides, and fenced code (CommonMark 0.31)."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

__all__ = ["FRONT_MATTER", "Fences", "entry_value", "front_matter", "hidden", "title"]

FRONT_MATTER = 100
"""Lines within which front matter must close; an opening line that is never closed is a horizontal rule."""

_TITLE_REACH = 4_000  # characters at the beginning in which a title is looked for
_LONGEST_TITLE = 200
_LONGEST_COMMENT = 400
_LONGEST_PICTURES = 1_000
_LINE_END = re.compile(r"\r\n?|\n")
_MATTER_MARKS = ("---", "+++")
_OPENING = re.compile(r"(?P<fence>`{3,})[^`]*\Z|(?P<tildes>~{3,})")
_CLOSING = re.compile(r"(?:`{3,}|~{3,})\Z")
_ENTRY = re.compile(r"\s*(?:[\w.\"'-]+\s*[:=](?:\s.*)?|-(?:\s.*)?|#.*|[\[\]{}].*|\s+\S.*)?")
_NAMED = re.compile(r"title\s*[:=](?P<title>.*)", re.IGNORECASE)
_HEADING = re.compile(r"#[ \t]+(?P<title>.*?)[ \t#]*")
_UNDERLINE = re.compile(r"={3,}\s*")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|<[^>\n]*>")
_IMPORT = re.compile(r"(?:import\s.*[\"'].*[\"']|export\s+(?:const|default|function|let)\b)")
_LINK = re.compile(r"\[(?P<words>[^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_EMPHASIS = re.compile(r"(?<!\w)[*_`]{1,3}|[*_`]{1,3}(?!\w)")


class Fences:
    """A reader of fenced code (CommonMark 0.31, section 4.5) that is given a text line by line.

    A fence is closed by a line of nothing but the same character, at least as long.
    """

    def __init__(self) -> None:
        self._opened = ""

    @property
    def open(self) -> bool:
        """True if the line read last is code or opened a fence."""
        return bool(self._opened)

    def read(self, line: str) -> bool:
        """Read the next line, without white space around it, and return True if it is a fence itself."""
        if self._opened:
            closes = bool(_CLOSING.match(line)) and line.startswith(self._opened)
            self._opened = "" if closes else self._opened
            return closes
        match = _OPENING.match(line)
        self._opened = (match["fence"] or match["tildes"]) if match else ""
        return bool(match)


def front_matter(text: str) -> Sequence[str]:
    """Return the lines of an article's front matter, with those of marks around them; none if it has none."""
    if not text.startswith(_MATTER_MARKS):
        return ()
    lines = _LINE_END.split(text, FRONT_MATTER + 2)
    return lines[: _front_matter(lines)]


def entry_value(value: str) -> str:
    """Return the value of an entry of front matter on one line, without the quotation marks around it."""
    value = value.strip()
    if value.startswith('"'):
        try:
            value = str(json.loads(value))
        except ValueError:
            value = value.strip('"')
    else:
        value = value.strip("\"'")
    return " ".join(value.split())


def title(text: str) -> str | None:
    """Return the title in an article's front matter, or else the heading that it begins with, or None."""
    lines = _LINE_END.split(text[:_TITLE_REACH])
    matter = _front_matter(lines)
    entries = filter(None, map(_NAMED.fullmatch, lines[:matter]))
    named = next((entry_value(entry["title"]) for entry in entries), None)
    words = _plain(named or _heading(lines[matter:]))
    return words if words and len(words) <= _LONGEST_TITLE else None


def hidden(text: str, *, program: bool = False) -> dict[int, str]:
    """Return the lines (from 1) that a rendered page hides, each with the reason in plain words.

    They are front matter, comments, and pictures without words beside them; with ``program``, as in MDX, also the lines
    that import and export.
    """
    if not program and not text.lstrip().startswith(_MATTER_MARKS) and "<!--" not in text and "![" not in text:
        return {}
    lines = _LINE_END.split(text)
    matter = _front_matter(lines)
    reasons = dict.fromkeys(range(1, matter + 1), "front matter, which a page does not show")
    for first, last in _comments(lines, matter):
        reasons |= dict.fromkeys(range(first, last + 1), "a comment, which a page does not show")
    for number, line in enumerate(lines, 1):
        if "![" in line and len(line) <= _LONGEST_PICTURES and not _plain(line):
            reasons.setdefault(number, "a picture without words")
    for number in _program(lines) if program else ():
        reasons.setdefault(number, "part of the page's program")
    return {number: reason for number, reason in reasons.items() if lines[number - 1].strip()}


def _program(lines: list[str]) -> Iterator[int]:
    """Yield the lines of MDX that import or export, outside of code."""
    fences = Fences()
    for number, line in enumerate(lines, 1):
        if not fences.read(line.strip()) and not fences.open and _IMPORT.match(line):
            yield number


def _front_matter(lines: list[str]) -> int:
    """Return the number of lines of front matter: entries between two lines of marks at the very top, or 0."""
    closing = lines[0].rstrip()
    if closing not in _MATTER_MARKS:
        return 0
    inner = list(takewhile(lambda line: line.rstrip() != closing, lines[1 : FRONT_MATTER + 1]))
    closed = len(inner) + 1 < len(lines) and len(inner) < FRONT_MATTER
    return len(inner) + 2 if closed and inner and all(map(_ENTRY.fullmatch, inner)) else 0


def _heading(lines: list[str]) -> str:
    """Return the first-level heading that the words of an article begin with, or ""; pictures may precede it."""
    shown = ((at, line.strip()) for at, line in enumerate(lines) if _plain(line) or _OPENING.match(line.strip()))
    at, first = next(shown, (0, ""))
    match = _HEADING.fullmatch(first)
    underlined = at + 1 < len(lines) and _UNDERLINE.fullmatch(lines[at + 1])
    return match["title"] if match else first if underlined else ""


def _plain(words: str) -> str:
    """Return a line without the marks of Markdown and without pictures."""
    shown = _LINK.sub(r"\g<words>", _IMAGE.sub("", words))
    return " ".join(_EMPHASIS.sub("", shown).split())


def _comments(lines: list[str], start: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each comment that shares its lines with no words, outside code."""
    opened, fences = 0, Fences()
    for number, line in enumerate(lines[start:], start + 1):
        words = line.strip()
        if not opened:
            fences.read(words)
            opened = number if words.startswith("<!--") and not fences.open else 0
        if opened and "-->" in words:
            if words.endswith("-->") and words.count("<!--") <= 1:
                yield opened, number
            opened = 0
        elif opened and number - opened > _LONGEST_COMMENT:
            opened = 0
