"""A glance at a source: about what a page shows of it, without the time that it takes to parse its markup.

A glance says only which sources are worth reading; nothing that was found by it alone is told.
"""

import html
import re
from itertools import islice, pairwise

from index.citations.pasted import Pasted
from index.documents.source import Source

__all__ = ["Glance", "glance"]

LONGEST = 4
"""The longest words of a quote that are looked for in a text first; all but one of them must be there."""

PAIRS = 24
"""The most pairs of neighbouring words that are looked for, of which two in three must be there; the longest ones."""

_WORD = re.compile(r"[^\W_]+")
_NO_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(?<![^\W_])\d+(?![^\W_])")  # left out, as those of items may be
_ADDRESS = r"\((?:[^()\\]|\\.|\([^()]*\))*\)"
_MARKS = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:`{3,}|~{3,})[^`\n]*$|<!--(?s:.*?)(?:-->|\Z)|"
    rf"!\[[^\[\]]*\](?:{_ADDRESS})?|\[\^[^\]\s]*\]|\](?:{_ADDRESS}|\[[^\[\]]*\])|<(?!https?:|mailto:)[^<>]*>"
    r"|\{:?[ \t]*[#.][^{}\n]*\}|[*_`~\[\]\\]",
    re.MULTILINE,
)


def glance(text: str) -> str:
    """Return about what a page shows of some Markdown."""
    shown = _MARKS.sub("", text)
    return html.unescape(shown) if "&" in shown else shown


class Glance:
    """A quick look for some words, which spares most sources a reading."""

    def __init__(self, pasted: Pasted) -> None:
        self._marked, self._unmarked = (_Words(text) for text in (pasted.forms[-1].words, pasted.words))

    def finds(self, source: Source) -> bool:
        """True if a page of a source may show the words."""
        if not source.markdown:
            return self._unmarked.stand_in(source.text)
        return (
            self._marked.stand_in(source.text) or self._marked.stand_in(glance(source.text))
        ) and self._marked.follow_in(source.text)


class _Words:
    """The words that are looked for: the longest ones, and pairs of neighbours."""

    def __init__(self, text: str) -> None:
        words = _WORD.findall(_NUMBER.sub("", text))
        self._longest = _first(set(_WORD.findall(text)), LONGEST)
        self._pairs = _first({one + other for one, other in pairwise(words)} or set(words), PAIRS)

    def stand_in(self, text: str) -> bool:
        """True if all of the longest words stand in a text, or all but one of several."""
        missing = (word for word in self._longest if word not in text)
        spare = len(self._longest) == LONGEST
        return len(list(islice(missing, spare + 1))) <= spare

    def follow_in(self, text: str) -> bool:
        """True if in some Markdown most of the pairs follow one another, as shown or, as within code, as written."""
        missing = self._pairs
        for seen in (glance(text), text):
            letters = _NO_WORD.sub("", _NUMBER.sub("", seen))
            missing = [pair for pair in missing if pair not in letters]
            if 3 * len(missing) <= len(self._pairs):
                return True
        return False


def _first(words: set[str], most: int) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))[:most]
