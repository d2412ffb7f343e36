"""Counts: what a collection's figures are made of, article by article, so that they stay exact as articles come and go.

tantivy's own document frequency still counts what was deleted until its segments are merged; these do not.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import chain

from index.retrieval.store.blocks import Block
from index.retrieval.store.documents import Documents
from index.retrieval.store.generations import Manifest

__all__ = ["Counts", "Frequency", "count"]


@dataclass(frozen=True, slots=True)
class Frequency:
    """A term in the vocabulary: how many passages that can be quoted hold it, and how many articles elsewhere."""

    quotable: int = 0
    unquoted: int = 0

    @classmethod
    def parse(cls, value: str | None) -> "Frequency":
        """The frequency that a value of the vocabulary says; that of an unknown term is zero."""
        return cls(*map(int, value.split(" "))) if value else cls()

    def __str__(self) -> str:
        """The value in the vocabulary."""
        return f"{self.quotable} {self.unquoted}"


@dataclass(slots=True)
class Counts:
    """Sums over articles; see ``Manifest`` for what each is of. ``quotable`` and ``unquoted`` are by term."""

    articles: int = 0
    passages: int = 0
    terms: int = 0
    paragraphs: int = 0
    paragraph_terms: int = 0
    quotable: Counter[str] = field(default_factory=Counter)
    unquoted: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Counts", sign: int = 1) -> None:
        """Add the counts of other articles, or with ``sign`` -1 take them away."""
        for name in ("articles", "passages", "terms", "paragraphs", "paragraph_terms"):
            setattr(self, name, getattr(self, name) + sign * getattr(other, name))
        for mine, theirs in ((self.quotable, other.quotable), (self.unquoted, other.unquoted)):
            (mine.update if sign > 0 else mine.subtract)(theirs)

    def applied(self, manifest: Manifest) -> Manifest:
        """A manifest with these counts added to its own."""
        names = ("articles", "passages", "terms", "paragraphs", "paragraph_terms")
        return replace(manifest, **{name: getattr(manifest, name) + getattr(self, name) for name in names})


def count(documents: Documents, block: Block) -> Counts:
    """The counts of one article of the store."""
    rows = documents.rows(block)
    paragraphs = [row for row in rows[:-1] if row.ordinal == row.first]
    quotable = [row.ordinal for row in rows[:-1] if row.quotable]
    return Counts(
        articles=1,
        passages=len(quotable),
        terms=sum(rows[at + 1].before - rows[at].before for at in quotable),
        paragraphs=len(paragraphs),
        paragraph_terms=sum(rows[row.last + 1].before - row.before for row in paragraphs),
        quotable=Counter(chain.from_iterable(set(documents.terms(block, at, at + 1)) for at in quotable)),
        unquoted=Counter(documents.unquoted(block)),
    )
