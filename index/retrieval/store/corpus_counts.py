"""The counts of articles: what a collection adds up to, and what one article adds to it."""

from collections import Counter
from dataclasses import dataclass, field, replace

from index.retrieval.store.packing import PackedArticle
from index.retrieval.store.schema import Manifest

__all__ = ["CorpusCounts", "count"]


@dataclass(slots=True)
class CorpusCounts:
    """Sums over articles; see ``Manifest`` for what each is of.

    ``quotable`` counts by term the passages that can be quoted, ``unquoted`` the articles that hold it elsewhere.
    tantivy's own counts have what was deleted in them until its segments are merged; these are exact.
    """

    articles: int = 0
    passages: int = 0
    terms: int = 0
    paragraphs: int = 0
    paragraph_terms: int = 0
    quotable: Counter[str] = field(default_factory=Counter)
    unquoted: Counter[str] = field(default_factory=Counter)
    FIGURES = ("articles", "passages", "terms", "paragraphs", "paragraph_terms")

    def added_to(self, manifest: Manifest) -> Manifest:
        """Return a manifest with these counts more, or fewer where they are negative."""
        return replace(manifest, **{name: getattr(manifest, name) + getattr(self, name) for name in self.FIGURES})

    def add(self, other: "CorpusCounts", sign: int = 1) -> None:
        """Add the counts of other articles, or with ``sign`` -1 take them away."""
        for name in self.FIGURES:
            setattr(self, name, getattr(self, name) + sign * getattr(other, name))
        for mine, theirs in ((self.quotable, other.quotable), (self.unquoted, other.unquoted)):
            (mine.update if sign > 0 else mine.subtract)(theirs)


def count(article: PackedArticle) -> CorpusCounts:
    """Count one article."""
    counts = CorpusCounts(articles=1, paragraphs=len(article.paragraphs), unquoted=Counter(article.unquoted.split()))
    for row in article.paragraphs:
        heads = row.heads()
        for quotable, line in zip(row.quotable(), row.lines()[1:-1], strict=True):
            terms = line.split()
            counts.paragraph_terms += len(terms)
            if quotable:
                counts.passages += 1
                counts.terms += len(terms)
                counts.quotable.update({*terms, *heads})
    return counts
