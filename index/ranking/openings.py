"""Openings: the first sentences of the article that a short question is about, whatever words they share with it.

A short question mostly names the matter alone, and the article tells what is asked early, by "he", "it" or no name at
all. No engine proposes that, since it holds no word of the question.
"""

from collections.abc import Iterator, Sequence

from index.documents.article import Candidate, group_terms, joined
from index.documents.blocks import Kind
from index.documents.passages import Passage
from index.retrieval.engine import Engine, analyzer_for

__all__ = ["article_shares", "openings"]

OPENING = 8
"""Passages from the beginning of an article that are proposed. Measured: twelve find no more."""

_RANK_OFFSET = 3
"""Added to a rank counted from 0, so that the first proposals do not outweigh the others; set by hand."""

Terms = tuple[str, ...]


def article_shares(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Return the share of each source in the candidates, the n-th counting 1 / (n + 2).

    After reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009).
    """
    shares: dict[str, float] = {}
    for at, one in enumerate(candidates):
        shares[one.passage.source] = shares.get(one.passage.source, 0.0) + 1 / (at + _RANK_OFFSET)
    total = sum(shares.values())
    return {source: share / total for source, share in shares.items()}


def openings(candidates: Sequence[Candidate], engine: Engine) -> Iterator[Candidate]:
    """Yield what opens the article of most candidates, unless it is one of them.

    Where some of them stand under headings, nothing does: a manual, a page of rules tells it in its sections.
    """
    if not candidates:
        return
    shares = article_shares(candidates)
    source = max(shares, key=shares.__getitem__)
    own = [one for one in candidates if one.passage.source == source]
    if any(one.passage.path for one in own):
        return
    found = engine.passages(source, 0, OPENING)
    known, terms = {one.passage.ordinal for one in own}, _terms(found, own, engine)
    paragraphs = {one.passage.paragraph: one.paragraph for one in own}
    for at, one in enumerate(found[:OPENING]):
        if one.quotable and one.kind is Kind.TEXT and not one.path and one.ordinal not in known:
            members = [place for place, other in enumerate(found) if other.paragraph == one.paragraph]
            spans = [(found[place].start, found[place].end) for place in members]
            analysed = [terms[place] for place in members]
            paragraph = paragraphs.setdefault(one.paragraph, joined(analysed))
            group = group_terms(members.index(at), one.group, spans, analysed)
            beside = (terms[at - 1] if at else (), terms[at + 1] if at + 1 < len(terms) else ())
            yield Candidate(one, terms[at], *beside, paragraph, own[0].title, (), group)


def _terms(passages: Sequence[Passage], own: Sequence[Candidate], engine: Engine) -> list[Terms]:
    """Return the terms of passages, of which some stand in candidates of the same source."""
    known: dict[int, Terms] = {}
    for one in own:
        at = one.passage.ordinal
        known[at - 1], known[at], known[at + 1] = one.previous, one.terms, one.following
    analyse = analyzer_for(engine, own[0].passage.source).terms
    return [known[one.ordinal] if one.ordinal in known else analyse(one.plain) for one in passages]
