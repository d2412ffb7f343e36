"""Words within a block, from HTML elements to Markdown: emphasis and code stay, what is no markup is escaped."""

import re
from typing import Any

__all__ = ["Element", "escaped", "flat", "marked", "tidy"]

Element = Any
"""An element of lxml, which has no types."""

BREAK = "\x00"
"""Stands for a line break until the white space is tidied."""

_STRONG, _EMPHASIS, _STRUCK = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "dfn"}), frozenset({"s", "del"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_MARKS = {**dict.fromkeys(_STRONG, "**"), **dict.fromkeys(_EMPHASIS, "*"), **dict.fromkeys(_STRUCK, "~~")}
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_SPACE = re.compile(r"[^\S\x00]+")
_BREAKS = re.compile(r" *\x00[ \x00]*")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]|[\x00-\x08\x0e-\x1f\x7f]")
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark nobr output rb ruby s small span "  # noqa: SIM905 - reads better
    "strike strong time u var wbr".split()
)
_MARKUP = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|`|\*(?!\s|$)|(?<=\S)\*|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)"
    r"|~(?=~)|(?<=~)~|\](?=[(\[:])|!(?=\[)"
)
_OPENING = re.compile(r"(?:#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|\||[-=_*]{3,}\s*$|~{3})", re.MULTILINE)
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def marked(element: Element, marks: frozenset[str] = frozenset()) -> str:
    """Return the words of an element with its own marks, not yet tidied; ``marks`` are open around it already."""
    tag = element.tag
    if tag == "br":
        return BREAK
    if tag in _CODE:
        return _code(element)
    if tag in {"sup", "sub"}:
        return _shifted(_within(element, marks), _RAISED if tag == "sup" else _LOWERED)
    if tag == "q":
        return f"“{_within(element, marks).strip()}”"
    mark = _MARKS.get(tag)
    if mark and mark not in marks:
        return _emphasised(_within(element, marks | {mark}), mark, element)
    words = _within(element, marks)
    return words if tag in _INLINE else f" {words} "


def flat(element: Element, *, emphasis: bool = True) -> str:
    """Return all words within an element as one line, whatever blocks it holds, with or without ``emphasis``."""
    words = _within(element, frozenset() if emphasis else frozenset(_MARKS.values()))
    return tidy(words).replace("  \n", " ")


def tidy(words: str) -> str:
    """Return words with single spaces, and escape what would open a block at the start of a line."""
    lines = _BREAKS.split(_SPACE.sub(" ", words).strip(" \x00"))
    return "  \n".join(map(_without_opening, lines))


def escaped(text: str | None) -> str:
    """Return text with a backslash before what Markdown would take for a mark, not yet tidied."""
    return _MARKUP.sub(r"\\\g<0>", _UNSEEN.sub("", text)) if text else ""


def _within(element: Element, marks: frozenset[str]) -> str:
    pieces = [escaped(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            pieces.append(marked(child, marks))
        pieces.append(escaped(child.tail))
    return "".join(pieces)


def _emphasised(words: str, mark: str, element: Element) -> str:
    """Put marks around words, where they can be read as such: not within a word behind punctuation."""
    core = words.strip(" \t\r\n\f\x00")
    if not core:
        return words
    before, after = words[: words.index(core)], words[words.index(core) + len(core) :]
    glued = not after and (element.tail or " ")[0].isalnum() and not core[-1].isalnum()
    if glued or BREAK in core or core.startswith(mark[0]) or core.endswith(mark[0]):
        return words
    return f"{before}{mark}{core}{mark}{after}"


def _code(element: Element) -> str:
    """Return code between as many backticks as it needs."""
    words = " ".join("".join(element.itertext()).split())
    if not words:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", words)), default=0))
    space = " " if words[0] == "`" or words[-1] == "`" else ""
    return f"{fence}{space}{words}{space}{fence}"


def _shifted(words: str, table: dict[int, int]) -> str:
    """Return raised or lowered figures as such; other words as they are."""
    plain = words.strip()
    return plain.translate(table) if plain and all(ord(one) in table for one in plain) else words


def _without_opening(line: str) -> str:
    if _OPENING.match(line):
        return "\\" + line
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line
