"""Selection: the best passages of a pool by the exact score of ``index.engines.proposal``.

A paragraph is read once. What its own terms and its article's title add is the same for all of its sentences; and no
sentence can gain more than it would as a text of length 0 that holds all occurrences of the paragraph. So the
paragraphs are taken in the order of that bound, and once it falls below the last place no other needs to be scored.
"""

import heapq
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from index.disk.documents import ROW, Block, Documents, Row, pack_terms
from index.engines.proposal import PARAGRAPH, PRECISION, TITLE, saturation

__all__ = ["Means", "best"]

Wanted = list[tuple[bytes, float]]


@dataclass(frozen=True, slots=True)
class Means:
    """The mean lengths, in terms, of the collection's sentences that can be quoted and of its paragraphs."""

    sentence: float
    paragraph: float


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the pool with what it adds to each of its sentences, and the most that one can come to."""

    block: Block
    first: Row
    terms: bytes
    held: Wanted
    share: float
    bound: float


def best(
    documents: Documents, pool: Collection[int], weights: Mapping[str, float], means: Means, limit: int
) -> Sequence[tuple[Block, int]]:
    """The ``limit`` best passages of all paragraphs that have an address in the pool, as article and ordinal."""
    wanted = [(pack_terms([term]), weights[term]) for term in sorted(weights)]
    scored: list[tuple[float, Block, int]] = []
    last_place: list[float] = []
    for paragraph in sorted(_paragraphs(documents, pool, wanted, means), key=lambda one: -one.bound):
        if len(last_place) == limit and round(paragraph.bound, PRECISION) < last_place[0]:
            break
        for score, ordinal in _sentences(documents, paragraph, means):
            scored.append((score, paragraph.block, ordinal))
            (heapq.heappush if len(last_place) < limit else heapq.heappushpop)(last_place, score)
    kept = [one for one in scored if one[0] >= last_place[0]]
    kept.sort(key=lambda one: (-one[0], documents.name(one[1]), one[2]))
    return [(block, ordinal) for _, block, ordinal in kept[:limit]]


def _paragraphs(documents: Documents, pool: Collection[int], wanted: Wanted, means: Means) -> list[_Paragraph]:
    found: dict[int, _Paragraph] = {}
    titles: dict[int, float] = {}
    for address in pool:
        row = documents.rows(address, 1)[0]
        start = address - (row.ordinal - row.first) * ROW.size
        if start not in found:
            block = documents.block_of(address, row.ordinal)
            if block.at not in titles:
                title = documents.title(block)
                titles[block.at] = sum([TITLE * weight for packed, weight in wanted if packed in title])
            found[start] = _paragraph(documents, block, row, wanted, titles[block.at], means)
    return list(found.values())


def _paragraph(documents: Documents, block: Block, row: Row, wanted: Wanted, title: float, means: Means) -> _Paragraph:
    terms = documents.packed(block, row.first, row.last)
    length = row.around / means.paragraph
    counts = [(one, terms.count(one[0])) for one in wanted]
    held = [one for one, count in counts if count]
    share = title + sum([PARAGRAPH * weight * saturation(count, length) for (_, weight), count in counts if count])
    bound = share + sum([weight * saturation(count, 0.0) for (_, weight), count in counts if count])
    return _Paragraph(block, row, terms, held, share, bound)


def _sentences(documents: Documents, paragraph: _Paragraph, means: Means) -> list[tuple[float, int]]:
    """The score and the ordinal of each sentence of a paragraph that can be quoted."""
    first, last = paragraph.first.first, paragraph.first.last
    rows = documents.rows(paragraph.block.rows + first * ROW.size, last - first + 2)
    start = rows[0].terms_at
    scores = []
    for row, following in zip(rows, rows[1:], strict=False):
        if row.quotable:
            terms = paragraph.terms[row.terms_at - start : following.terms_at - start]
            length = row.terms / means.sentence
            own = [weight * saturation(count, length) for one, weight in paragraph.held if (count := terms.count(one))]
            scores.append((round(paragraph.share + sum(own), PRECISION), row.ordinal))
    return scores
