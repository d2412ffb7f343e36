"""Takes batches of sources that were read into the next state of an index, in the same way wherever it is kept."""

from index.retrieval.store.corpus_counts import CorpusCounts
from index.retrieval.store.ingest import AnalysedBatch, AnalysedFile
from index.retrieval.store.packing import PackedArticle

__all__ = ["BatchTaker"]


class BatchTaker:
    """Sorts what was read into articles that come, go and stay, and counts them; ``changed`` says if any did."""

    def __init__(self) -> None:
        self._counts = CorpusCounts()
        self.changed = False

    def take(self, batch: AnalysedBatch) -> None:
        """Add the articles of a batch, in the place of what was indexed under their names."""
        for one in batch.files:
            if one.article is not None or one.problem is not None:
                self.remove(one.file.name)
            if one.article is not None:
                self._add(one, one.article)
                self.changed = True
            elif one.problem is None:
                self._touch(one)
        self._counts.add(batch.counts)

    def remove(self, name: str) -> None:
        """Take an article away, if it is there."""
        raise NotImplementedError

    def _add(self, one: AnalysedFile, article: PackedArticle) -> None:
        """Add an article."""
        raise NotImplementedError

    def _touch(self, one: AnalysedFile) -> None:
        """Note the size and time of a file that changed in nothing else."""
        raise NotImplementedError
