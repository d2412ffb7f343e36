"""Writes the next state of an index on the cluster: no reader sees any of it before it is published.

New articles get numbers that no state had before, and those that go are named by the state, so that nothing is changed
that a reader of the state before still reads. The frequencies of a term are kept for the last states that changed them.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import opensearchpy as opensearch

from index.retrieval.cluster.cluster_access import ClusterAccess, create_index
from index.retrieval.cluster.cluster_bulk import ClusterBulk
from index.retrieval.cluster.cluster_errors import explained
from index.retrieval.cluster.cluster_mapping import body, similarities
from index.retrieval.cluster.cluster_rows import Held
from index.retrieval.cluster.cluster_state import ClusterState
from index.retrieval.cluster.packed_rows import article_id, documents, frequency_at, term_id
from index.retrieval.store.batch_taker import BatchTaker
from index.retrieval.store.corpus_counts import count
from index.retrieval.store.ingest import AnalysedFile
from index.retrieval.store.packing import PackedArticle
from index.retrieval.store.rescoring import MeanLengths
from index.retrieval.store.rows import Frequency
from index.retrieval.store.schema import Manifest

__all__ = ["ClusterWriter"]

AT_ONCE = 1_000
"""Terms that are asked for at once, and articles that are removed."""
STATES = 8
"""States for which the frequencies of a term are kept."""
KEPT = 600.0
"""Seconds for which the rows of an article that is gone are kept for readers of an earlier state."""
MOST_GONE = 20_000
"""Articles that are gone and kept at most."""
PATIENCE = 600.0
"""Seconds for which a step over the whole index may take."""


class ClusterWriter(BatchTaker):
    """Writes into an index, a new one if there is no state ``before``. Raises ServiceError and IndexingError.

    ``place`` is the name of the index and the version of the document that tells of the state that serves.
    """

    def __init__(
        self,
        client: opensearch.OpenSearch,
        access: ClusterAccess,
        place: tuple[str, tuple[int, int] | None],
        before: ClusterState | None,
        sources: Path,
    ) -> None:
        super().__init__()
        self._client, self._access, self._before = client, access, before
        self._index, self._version = place
        self._rows = before.rows() if before else None
        self._manifest = before.manifest if before else Manifest(str(sources))
        self._number = before.held.number + 1 if before else 0
        self._next = before.held.end if before else 0
        self._gone = dict(before.gone) if before else {}
        self._scored_with = before.scored_with if before else MeanLengths(1.0, 1.0)
        self._bulk = ClusterBulk(client, access, self._index)
        self._state: ClusterState | None = None
        with explained(access):
            self._begin()

    def _begin(self) -> None:
        """Make a new index, or clear away what a writer left that did not finish, and what has been gone for long."""
        before = self._rows
        if before is None:
            create_index(self._client, self._index, body(self._access.shards or 1, self._access.replicas))
            return
        self._client.indices.refresh(index=self._index)
        self._delete({"range": {"article": {"gte": self._next}}})
        old = [number for number, at in self._gone.items() if time.time() - at > KEPT]
        old = old if len(self._gone) <= MOST_GONE else list(self._gone)
        self._bulk.add(map(self._without_later, before.changed_later()))
        self._bulk.finish()
        for first in range(0, len(old), AT_ONCE):
            self._delete({"terms": {"article": old[first : first + AT_ONCE]}})
        for number in old:
            del self._gone[number]

    def _delete(self, query: dict[str, Any]) -> None:
        self._client.delete_by_query(
            index=self._index,
            body={"query": query},
            params={"conflicts": "proceed", "request_timeout": PATIENCE, "refresh": "true"},
        )

    def remove(self, name: str) -> None:
        """Take an article away, if it is there."""
        if self._rows is None or self._rows.record(name) is None:
            return
        number, article = self._rows.article(name)
        self._gone[number] = time.time()
        self._counts.add(count(article), -1)
        self.changed = True

    def finish(self, problems: dict[str, str]) -> ClusterState:
        """Write everything out; returns the state as it will serve, still without its notes."""
        self._manifest = replace(self._counts.added_to(self._manifest), next=self._next, problems=problems)
        terms = sorted(self._counts.quotable.keys() | self._counts.unquoted.keys())
        for first in range(0, len(terms), AT_ONCE):
            self._bulk.add(self._frequencies(terms[first : first + AT_ONCE]))
        self._bulk.finish()
        with explained(self._access):
            if self._before is None:
                self._score_exactly()
            self._client.indices.refresh(index=self._index, params={"request_timeout": PATIENCE})
        held = Held(self._index, self._number, self._next, frozenset(self._gone))
        told = (self._manifest, time.time(), self._scored_with, self._gone, self._version)
        self._state = ClusterState(self._client, self._access, held, *told)
        return self._state

    def seal(self, notes: Mapping[str, Any]) -> ClusterState:
        """Keep notes with the state."""
        if self._state is None:
            raise ValueError("not finished")
        return replace(self._state, manifest=replace(self._state.manifest, notes=dict(notes)))

    def close(self) -> None:
        """Send nothing more: what was written and not published is cleared away by the next writer."""
        self._bulk.close()

    def _add(self, one: AnalysedFile, article: PackedArticle) -> None:
        self._bulk.add(documents(self._next, one.file, article))
        self._next += 1

    def _touch(self, one: AnalysedFile) -> None:
        known, stamp = self._rows and self._rows.document(one.file.name), [one.file.size, one.file.time]
        if known and known["source"]["marks"][:2] != stamp:
            source = known["source"] | {"marks": [*stamp, *known["source"]["marks"][2:]]}
            self._bulk.add([{"_id": article_id(known["article"]), **known, "source": source}])
            self.changed = True

    def _frequencies(self, terms: list[str]) -> Iterator[dict[str, Any]]:
        """Return the documents of terms with their frequencies in this state, and those of the states before."""
        known = self._rows.kept_counts(terms) if self._rows else {}
        for term in terms:
            before = self._before.held.number if self._before else 0
            counts = [one for one in known.get(term, []) if one[0] <= before]
            base = frequency_at(counts, before) or Frequency()
            both = (
                base.quotable + self._counts.quotable[term],
                base.unquoted + self._counts.unquoted[term],
            )
            yield _term(term, [*counts[-STATES:], [self._number, *both]])

    def _without_later(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """Return the document of a term without what a writer left in it that did not publish its state."""
        before = self._before.held.number if self._before else 0
        counts = [one for one in known["counts"] if one[0] <= before]
        return _term(known["term"], counts or [[before, 0, 0]])

    def _score_exactly(self) -> None:
        """Let the cluster score with the mean lengths of all that was written."""
        means = MeanLengths.of(self._manifest)
        self._scored_with = MeanLengths(means.sentence or 1.0, means.paragraph or 1.0)
        self._client.indices.flush(index=self._index, params={"request_timeout": PATIENCE})
        self._client.indices.close(index=self._index, params={"request_timeout": PATIENCE})
        self._client.indices.put_settings(index=self._index, body=similarities(*self._scored_with))
        self._client.indices.open(index=self._index, params={"request_timeout": PATIENCE})
        self._client.cluster.health(
            index=self._index, params={"wait_for_status": "yellow", "timeout": "60s", "request_timeout": 70}
        )


def _term(term: str, counts: list[list[int]]) -> dict[str, Any]:
    """Return the document of a term with its frequencies in the last states that changed them."""
    changed, quotable, _ = counts[-1]
    return {
        "_id": term_id(term),
        "term": term,
        "length": len(term),
        "quotable": quotable,
        "changed": changed,
        "counts": counts,
    }
