"""Styles of Discord: words in bold, underlined, in italics, struck out, and code within a line.

What is not meant as markup is escaped, so that only these styles do anything. `unstyled` is the inverse.
"""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import groupby

from bot.discord.cards.escaping import Span, code, escape, escaped
from bot.wording.invisible import conceal

__all__ = ["Weight", "emphasised", "styled", "unstyled"]

_BRIDGED = frozenset(" -‐‑–'’")
"""Characters between two emphasised words that are emphasised with them."""
_STYLED = re.compile(r"\\(?P<one>.)|(?P<fence>`+)(?P<code>[^\n]*?[^`\n])(?P=fence)(?!`)|\*+|__|~~", re.DOTALL)


class Weight(IntEnum):
    """How much a character stands out; of two weights, the higher is shown."""

    NONE = 0
    ITALIC = 1
    BOLD = 2
    STRONG = 3


_SIGNS = {Weight.NONE: "", Weight.ITALIC: "*", Weight.BOLD: "**", Weight.STRONG: "__**"}


def emphasised(text: str, matches: Iterable[Span] = (), answer: Span | None = None) -> str:
    """Escape a text, with the spans of ``matches`` in bold and that of ``answer`` in bold and underlined.

    Spans are offsets in ``text``, end exclusive; they may overlap and go over lines. Words with only a space or a
    hyphen between them are emphasised together.
    """
    weights = [Weight.NONE] * len(text)
    for (start, end), weight in [
        *((span, Weight.BOLD) for span in matches),
        *([(answer, Weight.STRONG)] if answer else []),
    ]:
        for at in range(max(0, start), min(end, len(text))):
            weights[at] = max(weights[at], weight)
    return styled(text, weights)


def styled(text: str, weights: Sequence[Weight], coded: Sequence[bool] = (), struck: Sequence[bool] = ()) -> str:
    """Escape a text, with a weight for each of its characters, and True for those of code and those struck out.

    Code is emphasised whole or not at all. Italics are left out where Discord would read their stars as something else.
    """
    if not any(weights) and not any(coded) and not any(struck):
        return escape(text)
    coded = _spans_of_code(text, coded) or [False] * len(text)
    struck = struck or [False] * len(text)
    levels = _levels(text, weights, coded, struck)
    strikes = _strikes(text, struck, levels)
    pieces: list[str] = []
    now = (False, Weight.NONE)
    shown = escaped(text)
    start = 0
    for (is_struck, level, is_code), run in groupby(zip(strikes, levels, coded, strict=True)):
        pieces.append(_turn(now, (is_struck, level)))
        now, end = (is_struck, level), start + len(list(run))
        pieces.append(code(text[start:end]) if is_code else "".join(shown[start:end]))
        start = end
    return "".join([*pieces, _turn(now, (False, Weight.NONE))])


def unstyled(markdown: str) -> str:
    """Return the text that `emphasised` or `styled` was given, with line ends as LF."""
    return conceal(_STYLED.sub(_original, markdown))


def _original(match: re.Match[str]) -> str:
    inner = match["code"] or ""
    padded = len(inner) > 2 and inner[0] == inner[-1] == " "  # noqa: PLR2004 - the spaces beside some code
    return match["one"] or (inner[1:-1] if padded else inner)


def _turn(before: tuple[bool, Weight], after: tuple[bool, Weight]) -> str:
    """Return what ends one style and begins another; struck out is the outer one."""
    if before == after:
        return ""
    end, begin = _SIGNS[before[1]][::-1], _SIGNS[after[1]]  # read from behind, a sign is what ends it
    if before[0] == after[0]:
        return end + begin
    return f"{end}~~{begin}"


def _levels(text: str, weights: Sequence[Weight], coded: Sequence[bool], struck: Sequence[bool]) -> list[Weight]:
    """Return the weights with spaces between words of one weight filled, line ends bare, and code of one weight."""
    levels = [Weight.NONE if one in "\r\n" else weight for one, weight in zip(text, weights, strict=True)]
    for at in range(1, len(text) - 1):
        if text[at] in _BRIDGED and levels[at - 1] == levels[at + 1] != Weight.ITALIC:
            levels[at] = max(levels[at], levels[at - 1])
    for start, end in _stretches(coded):
        ends_it = any(sign in text[start:end] for sign in ("**", "__"))
        levels[start:end] = [Weight.NONE if ends_it else max(levels[start:end])] * (end - start)
    for start, end in _stretches([level is Weight.ITALIC for level in levels]):
        words = text[start:end]
        beside = levels[start - 1 : start] + levels[end : end + 1]
        if "*" in words or words != words.strip() or any(beside) or len(set(struck[start:end])) > 1:
            levels[start:end] = [Weight.NONE] * (end - start)
    return levels


def _spans_of_code(text: str, coded: Sequence[bool]) -> list[bool]:
    """Return what can be code within a line: what holds two backticks would need a fence that makes a block."""
    kept = list(coded)
    for start, end in _stretches(coded):
        if "``" in text[start:end]:
            kept[start:end] = [False] * (end - start)
    return kept


def _strikes(text: str, struck: Sequence[bool], levels: Sequence[Weight]) -> list[bool]:
    """Return what can be struck out: not what holds a tilde, nor what an underline follows."""
    kept = list(struck)
    for start, end in _stretches(struck):
        if "~" in text[start:end] or Weight.STRONG in levels[end : end + 1]:
            kept[start:end] = [False] * (end - start)
    return kept


def _stretches(flags: Sequence[bool]) -> Iterable[Span]:
    """Yield the spans in which a flag is set."""
    start = 0
    for flag, some in groupby(flags):
        end = start + len(list(some))
        if flag:
            yield start, end
        start = end
