"""Markdown: what an article in it is called, and which of its lines a page does not show."""

import re
from collections.abc import Iterator
from itertools import takewhile

from index.documents.fences import Fences

__all__ = ["hidden", "title"]

FRONT_MATTER = 100
"""Lines within which front matter must close; a line of marks that nothing closes is a rule across the page."""

_TITLE_REACH = 4_000
_LONGEST_TITLE = 200
_LONGEST_COMMENT = 400
_LONGEST_PICTURES = 1_000
_LINE_END = re.compile(r"\r\n?|\n")
_FENCES = {"---": "---", "+++": "+++"}
_ENTRY = re.compile(r"\s*(?:[\w.\"'-]+\s*[:=](?:\s.*)?|-(?:\s.*)?|#.*|[\[\]{}].*|\s+\S.*)?")
_NAMED = re.compile(r"title\s*[:=](?P<title>.*)", re.IGNORECASE)
_HEADING = re.compile(r"#[ \t]+(?P<title>.*?)[ \t#]*")
_UNDERLINE = re.compile(r"={3,}\s*")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|<[^>\n]*>")
_LINK = re.compile(r"\[(?P<words>[^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_EMPHASIS = re.compile(r"(?<!\w)[*_`]{1,3}|[*_`]{1,3}(?!\w)")


def title(text: str) -> str | None:
    """What an article in Markdown is called: by its front matter, or else by the heading that it begins with."""
    lines = _LINE_END.split(text[:_TITLE_REACH])
    matter = _front_matter(lines)
    found = (_NAMED.fullmatch(line) for line in lines[:matter])
    named = next((match["title"].strip().strip("\"'") for match in found if match), None)
    words = _plain(named or _heading(lines[matter:]))
    return words if words and len(words) <= _LONGEST_TITLE else None


def hidden(text: str) -> dict[int, str]:
    """The lines (from 1) whose words a page does not show, each with the reason in plain words.

    They are those of front matter, of comments, and of pictures without words beside them.
    """
    if not text.lstrip().startswith(tuple(_FENCES)) and "<!--" not in text and "![" not in text:
        return {}
    lines = _LINE_END.split(text)
    matter = _front_matter(lines)
    found = dict.fromkeys(range(1, matter + 1), "front matter, which a page does not show")
    for first, last in _comments(lines, matter):
        found |= dict.fromkeys(range(first, last + 1), "a comment, which a page does not show")
    for number, line in enumerate(lines, 1):
        if "![" in line and len(line) <= _LONGEST_PICTURES and not _plain(line):
            found.setdefault(number, "a picture without words")
    return {number: reason for number, reason in found.items() if lines[number - 1].strip()}


def _front_matter(lines: list[str]) -> int:
    """How many lines front matter takes: entries between two lines of marks, at the very top; 0 where there is none."""
    closing = _FENCES.get(lines[0].rstrip())
    if closing is None:
        return 0
    inner = list(takewhile(lambda line: line.rstrip() != closing, lines[1 : FRONT_MATTER + 1]))
    closed = len(inner) + 1 < len(lines) and len(inner) < FRONT_MATTER
    return len(inner) + 2 if closed and inner and all(map(_ENTRY.fullmatch, inner)) else 0


def _heading(lines: list[str]) -> str:
    """The heading of the first level that the words of an article begin with; pictures may stand above it."""
    shown = ((at, line.strip()) for at, line in enumerate(lines) if _plain(line) or Fences().read(line.strip()))
    at, first = next(shown, (0, ""))
    match = _HEADING.fullmatch(first)
    underlined = at + 1 < len(lines) and _UNDERLINE.fullmatch(lines[at + 1])
    return match["title"] if match else first if underlined else ""


def _plain(words: str) -> str:
    """A line without the marks of Markdown and without pictures."""
    shown = _LINK.sub(r"\g<words>", _IMAGE.sub("", words))
    return " ".join(_EMPHASIS.sub("", shown).split())


def _comments(lines: list[str], start: int) -> Iterator[tuple[int, int]]:
    """The first and the last line of each comment that has its lines for itself, outside of code."""
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
