"""A glance at a source: about what a page shows of it, without the time that it takes to parse its markup.

A glance says only which sources are worth reading; nothing that was found by it alone is told.
"""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from index.citations.pasted import Pasted
from index.citations.rendered import Rendered
from index.deadline import keep_time
from index.documents.source import Source

__all__ = ["Glance", "glance", "likely_pages"]

LONGEST = 4
"""The longest words of a quote that are looked for in a text first; all but one of them must be there."""

PAIRS = 24
"""The most pairs of neighbouring words that are looked for, of which two in three must be there; the longest ones."""

MOST_GLANCED = 1_000_000
"""Characters of Markdown that are glanced at in one search; of more, the sources with the most pairs as written."""

PAIRS_WRITTEN = 3
"""The most pairs by which sources are put in order; the longest ones."""

_WORD = re.compile(r"[^\W_]+")
_NO_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(?<![^\W_])\d+(?![^\W_])")  # left out, as those of items may be
_ADDRESS = r"\((?:[^()\\]|\\.|\([^()]*\))*\)"
_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
_MARKS = re.compile(
    rf"{_FENCE.pattern}|<!--(?s:.*?)(?:-->|\Z)|"
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

    def written_in(self, source: Source) -> int:
        """Count the longest pairs of the words that stand beside one another in some Markdown as it is written."""
        return self._unmarked.written_in(source.text) if source.markdown else 0

    def finds(self, source: Source) -> bool:
        """True if a page of a source may show the words."""
        if not source.markdown:
            return self._unmarked.stand_in(source.text)
        text, shown = source.text, glance(source.text)
        return (self._marked.stand_in(text) or self._marked.stand_in(shown)) and self._marked.follow_in(text, shown)


def likely_pages(wanted: Pasted, pages: Sequence[Rendered]) -> Iterator[Rendered]:
    """Yield the pages that may show all of some words, and spare the others a reading.

    Of many, those are glanced at that have the most of the words beside one another as they are written.
    """
    words = Glance(wanted)
    if sum(len(page.source.text) * page.source.markdown for page in pages) > MOST_GLANCED:
        pages = sorted(pages, key=lambda page: -words.written_in(page.source))
    left = MOST_GLANCED
    for page in pages:
        keep_time()
        left -= len(page.source.text) * page.source.markdown
        if left < 0 and page.source.markdown:
            page.passed_over(likely=bool(words.written_in(page.source)))
        elif words.finds(page.source):
            yield page


class _Words:
    """The words that are looked for: the longest ones, and pairs of neighbours."""

    def __init__(self, text: str) -> None:
        words = _WORD.findall(_NUMBER.sub("", text))
        self._longest = _first(set(_WORD.findall(text)), LONGEST)
        self._written = sorted(set(pairwise(words)), key=lambda pair: (-len("".join(pair)), pair))[:PAIRS_WRITTEN]
        self._pairs = _first({one + other for one, other in pairwise(words)} or set(words), PAIRS)

    def stand_in(self, text: str) -> bool:
        """True if all of the longest words stand in a text, or all but one of several."""
        missing = (word for word in self._longest if word not in text)
        spare = len(self._longest) == LONGEST
        return len(list(islice(missing, spare + 1))) <= spare

    def written_in(self, text: str) -> int:
        """Count the longest pairs that stand beside one another in a text as it is written."""
        found = (re.search(rf"{re.escape(one)}[\W_]{{1,9}}{re.escape(other)}", text) for one, other in self._written)
        return sum(map(bool, found)) if sum(word in text for word in self._longest) * 2 >= len(self._longest) else 0

    def follow_in(self, text: str, shown: str) -> bool:
        """True if most of the pairs follow one another in some Markdown, as ``shown`` or, in code, as written."""
        missing = self._pairs
        for seen in (shown, text, _FENCE.sub("", text)):
            letters = _NO_WORD.sub("", _NUMBER.sub("", seen))
            missing = [pair for pair in missing if pair not in letters]
            if 3 * len(missing) <= len(self._pairs):
                return True
        return False


def _first(words: set[str], most: int) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))[:most]
