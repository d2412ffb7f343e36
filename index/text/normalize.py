"""Search that ignores white space and the shape of quotation marks, with offsets in the original text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache

__all__ = ["SPACE", "SpacelessText", "occurrences", "repeats", "spaced", "straight"]

_MARKS = dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛`´ʼ＇", "'")
_SHAPES = {mark: f"[{mark}{''.join(one for one in _MARKS if _MARKS[one] == mark)}]" for mark in ('"', "'")}
HEAD, LONGEST_HEAD = 8, 200
"""Words, and their characters, at the beginning of longer ones that are looked for by a pattern."""

REACH, REACH_MORE = 4, 1_000
"""The characters of a text that words may take up: so many for each of theirs, and so many more."""

SPACE = re.compile(r"\s{2,}|[^\S ]")
"""White space that is not a single space."""


def straight(text: str) -> str:
    """Replace typographic quotation marks by straight ones; no offset changes."""
    if len(text) == 1:
        return _MARKS.get(text, text)
    for mark, plain in _MARKS.items():
        text = text.replace(mark, plain)
    return text


def occurrences(words: str, text: str, blank: re.Pattern[str] = SPACE) -> Iterator[tuple[int, int]]:
    """Yield the spans of ``text`` that hold some words; see ``SpacelessText.spans``."""
    return SpacelessText(text, blank).spans(words)


def spaced(words: str, text: str, blank: re.Pattern[str] = SPACE) -> Iterator[tuple[int, int]]:
    """Yield the spans of ``text`` that hold some words, as ``occurrences`` does; quicker where they are rare.

    The first words are looked for by a pattern, the others only behind them.
    """
    parts = words.split()
    first = words[:LONGEST_HEAD].split()[:HEAD]
    if any(one.isalnum() and one not in text for one in first):
        return
    long, head = len(parts) > len(first) or len(words) > LONGEST_HEAD, _pattern(tuple(first), blank)
    reach, behind, seen = REACH * len(words) + REACH_MORE, 0, 0
    for match in head.finditer(text) if parts else ():
        start, end = match.span()
        if start < behind:
            continue
        if long:
            seen += reach
            if seen > len(text):  # where the first words repeat, a pass over all of the rest takes less
                yield from ((low + start, high + start) for low, high in occurrences(words, text[start:], blank))
                return
            low, high = next(SpacelessText(text[start : start + reach], blank).spans(words), (1, 0))
            end = behind if low else start + high
        if end > behind:
            behind = end
            yield start, end


@lru_cache(maxsize=32)
def _pattern(words: tuple[str, ...], blank: re.Pattern[str]) -> re.Pattern[str]:
    """Return a pattern for some words with what counts as a space between them."""
    between = r"\s+" if blank is SPACE else f"(?:{blank.pattern}| )"
    return re.compile(between.join("".join(map(_either, word)) for word in words), blank.flags)


def _either(character: str) -> str:
    """Return a pattern for a character, or for any shape of a quotation mark."""
    shape = _MARKS.get(character, character)
    return _SHAPES.get(shape) or re.escape(character)


class SpacelessText:
    """A text that is searched for words, ignoring white space and the shape of quotation marks.

    ``blank`` matches what counts as one space in the text, at least all that SPACE does.
    """

    def __init__(self, text: str, blank: re.Pattern[str] = SPACE) -> None:
        self._plain, self._blank = straight(text), blank
        self._single = blank.sub(" ", self._plain)

    def spans(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of the text that hold some words; spans do not overlap.

        Offsets are in characters of the text, end exclusive. Takes time linear in the text's length.
        """
        for start, end in repeats(straight(" ".join(words.split())), self._single):
            yield self._original.offset(start), self._original.offset(end - 1) + 1

    @cached_property
    def _original(self) -> "_OriginalOffsets":
        return _OriginalOffsets(self._plain, self._blank)


def repeats(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of ``text`` that equal ``words`` character for character; spans do not overlap."""
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


class _OriginalOffsets:
    """A map from offsets in a text with single spaces to offsets in the original text."""

    def __init__(self, text: str, blank: re.Pattern[str]) -> None:
        self._places: list[int] = []
        self._removed = [0]
        for run in blank.finditer(text):
            self._places.append(run.start() - self._removed[-1])
            self._removed.append(self._removed[-1] + run.end() - run.start() - 1)

    def offset(self, at: int) -> int:
        """Return the offset in the original text of the character at ``at``."""
        return at + self._removed[bisect_left(self._places, at)]
