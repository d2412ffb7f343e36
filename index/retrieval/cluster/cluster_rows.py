"""Reads what an index on the cluster holds in one state; safe to use from several threads."""

import time
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import opensearchpy as opensearch

from index.documents.article import Record
from index.documents.passages import Paragraph, Passage
from index.errors import IndexingError
from index.retrieval.cluster.cluster_access import ClusterAccess
from index.retrieval.cluster.cluster_errors import explained, gone, lacking
from index.retrieval.cluster.cluster_mapping import hidden, passages_query
from index.retrieval.cluster.cluster_patience import pauses
from index.retrieval.cluster.found_rows import FoundRows
from index.retrieval.cluster.packed_rows import article_id, frequency_at, paragraph_of, term_id
from index.retrieval.store.packing import PackedArticle, PackedParagraph, load_record
from index.retrieval.store.rows import Frequency, SourceStamp
from index.retrieval.store.schema import SHIFT

__all__ = ["ClusterRows", "Held"]

Terms = tuple[str, ...]
Found = dict[str, Any]

PAGE = 2_000
"""Documents that are read at once where all are read."""
MOST_ROWS = 10_000
"""Documents that one request may return."""
REMEMBERED = 4096
"""Articles whose record is remembered, those that were read last, and passages whose paragraphs are."""
LANGUAGES = 1_000
"""Languages that are counted at most."""
WHOLE = {"allow_partial_search_results": "false"}
"""Lets a search fail rather than leave out a part of the index."""
LOOKED = 200
"""Passages that are looked for among those at hand at most."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a state holds: articles of an ``index`` with numbers below ``end`` that are not among the ``gone``.

    ``number`` counts the states of the index.
    """

    index: str
    number: int
    end: int
    gone: frozenset[int] = frozenset()


class ClusterRows:
    """Reads the documents of one state. Raises ServiceError where the cluster does not answer, or not wholly."""

    def __init__(self, client: opensearch.OpenSearch, access: ClusterAccess, held: Held) -> None:
        self._client, self._access, self.held = client, access, held
        self._articles: OrderedDict[int, Found] = OrderedDict()
        self._numbers: dict[str, int] = {}
        self._read: dict[int, PackedParagraph] = {}

    def close(self) -> None:
        """Do nothing: the client is the index's."""

    def frequencies(self, terms: Sequence[str]) -> dict[str, Frequency]:
        """Return the frequencies of those terms that the collection has."""
        found = zip(terms, self._get([term_id(term) for term in terms]), strict=True)
        return {term: self._frequency(document) for term, document in found if document}

    def kept_counts(self, terms: Sequence[str]) -> dict[str, list[list[int]]]:
        """Return for terms that are known their frequencies in the last states that changed them."""
        found = zip(terms, self._get([term_id(term) for term in terms]), strict=True)
        return {term: document["counts"] for term, document in found if document}

    def changed_later(self) -> Iterator[Found]:
        """Return the documents of terms whose frequencies were changed for a state behind this one."""
        return (one["_source"] for one in self._all({"range": {"changed": {"gt": self.held.number}}}, "term"))

    def _frequency(self, document: Found) -> Frequency:
        """Return the frequencies of a term in this state; raises IndexingError if they are forgotten."""
        frequency = frequency_at(document["counts"], self.held.number)
        if frequency is None and len(document["counts"]) > 1:
            raise IndexingError(f"{self._access}: the index was changed many times while it was asked; ask again")
        return frequency or Frequency()

    def searchable(self) -> int:
        """Return the number of passages that can be found."""
        query = {"bool": self._shown({"exists": {"field": "terms"}})}
        with explained(self._access):
            return int(self._client.count(index=self.held.index, body={"query": query})["count"])

    def vocabulary(self) -> dict[str, Frequency]:
        """Return all terms with their frequencies, those that no article holds any more left out."""
        found = self._all({"exists": {"field": "term"}}, "term")
        known = {one["_source"]["term"]: self._frequency(one["_source"]) for one in found}
        return {term: frequency for term, frequency in known.items() if any(frequency)}

    def beginning(self, prefix: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Return the terms with a prefix and so many characters that quotable passages hold, with their frequencies."""
        asked = [{"prefix": {"term": prefix}}, {"range": {"length": {"gte": shortest, "lte": longest}}}]
        return self._held({"bool": {"filter": asked}})

    def spelled_alike(self, term: str) -> list[tuple[str, int]]:
        """Return the terms that differ from one by two letters at most, with their frequencies."""
        return self._held({"fuzzy": {"term": {"value": term, "fuzziness": 2, "max_expansions": 1000}}})

    def _held(self, query: Found) -> list[tuple[str, int]]:
        found = ((one["_source"]["term"], self._frequency(one["_source"])) for one in self._all(query, "term"))
        return [(term, frequency.quotable) for term, frequency in found if frequency.quotable > 0]

    def completions(self, prefix: str, limit: int) -> list[str]:
        """Return the terms with a prefix that quotable passages hold: the most frequent first, then by letters."""
        order = [{"quotable": "desc"}, {"term": "asc"}]
        found = self._search({"bool": {"filter": [{"prefix": {"term": prefix}}]}}, size=limit + 50, sort=order)
        known = ((one["_source"]["term"], self._frequency(one["_source"]).quotable) for one in found)
        return [term for term, number in sorted(known, key=lambda one: (-one[1], one[0])) if number > 0][:limit]

    def languages(self) -> dict[str, int]:
        """Return the number of the articles in each language, by its code."""
        asked = {"languages": {"terms": {"field": "language", "size": LANGUAGES}}}
        with explained(self._access):
            body = {"query": self._article_documents(), "size": 0, "aggs": asked}
            answer = self._client.search(index=self.held.index, body=body, params=WHOLE)
        return {one["key"]: one["doc_count"] for one in answer["aggregations"]["languages"]["buckets"]}

    def stamps(self) -> dict[str, SourceStamp]:
        """Return by name how each source is known again."""
        found = self._all(self._article_documents(), "article")
        return {one["_source"]["name"]: SourceStamp(*one["_source"]["source"]["marks"]) for one in found}

    def records(self, most: int | None = None) -> list[Record]:
        """Return what is known of every source, by name, or of the first so many."""
        found = self._all(self._article_documents(), "name", most)
        return [load_record(one["_source"]["source"]["record"]) for one in found]

    def record(self, name: str) -> tuple[int, Record] | None:
        """Return an article's number and what is known of it, None for an unknown one."""
        document = self.document(name)
        return (document["article"], load_record(document["source"]["record"])) if document else None

    def article(self, name: str) -> tuple[int, PackedArticle]:
        """Return an article's number and all of its rows; raises IndexingError if it is not there."""
        document = self.document(name)
        if document is None:
            raise IndexingError(f"{self._access}: the index is damaged: there is no {name}")
        number, source = document["article"], document["source"]
        paragraphs = tuple(self._paragraphs(number, 0, MOST_ROWS * MOST_ROWS))
        return number, PackedArticle(load_record(source["record"]), source["title"], source["unquoted"], paragraphs)

    def articles(self, numbers: Collection[int]) -> dict[int, tuple[str, Terms]]:
        """Return the names and the titles' terms of articles by their numbers."""
        found = self._documents(numbers).items()
        return {one: (document["name"], tuple(document["source"]["title"].split())) for one, document in found}

    def search(self, weights: Mapping[str, float], size: int) -> FoundRows:
        """Return the ``size`` rows that fit some terms best, by what each weighs, as the cluster scores them."""
        query = passages_query(weights, self._shown())
        found = FoundRows(self._search(query, size=size), self.articles)
        for paragraph in found.quoted:
            self._remember(paragraph)
        return found

    def passages(self, number: int, name: str, first: int, last: int) -> list[Passage]:
        """Return an article's passages from ordinal ``first`` to ``last``, both included, as far as they exist."""
        begin, first, last = number << SHIFT, max(first, 0), min(last, self._passages(number) - 1)
        read = self._read
        found = [read.get(begin + at) for at in range(first, min(last, first + LOOKED) + 1)]
        if not all(found) or last > first + LOOKED:
            found = [*self._paragraphs(number, first, last)] if last >= first else []
        rows = {row.first: row for row in found if row}
        passages = chain.from_iterable(rows[at].unpacked(name).passages for at in sorted(rows))
        return [one for one in passages if first <= one.ordinal <= last]

    def paragraph(self, number: int, name: str, ordinal: int) -> Paragraph:
        """Return the paragraph of an article's passage."""
        row = self._read.get(number << SHIFT | ordinal) or next(self._paragraphs(number, ordinal, ordinal))
        return row.unpacked(name)

    def _passages(self, number: int) -> int:
        """Return how many passages an article has."""
        return int(self._documents([number])[number]["source"]["passages"])

    def _documents(self, numbers: Collection[int]) -> dict[int, Found]:
        """Return the documents of articles by their numbers, of which those that are remembered are not asked for."""
        known = {one: self._articles.get(one) for one in numbers}
        missing = sorted(one for one, document in known.items() if document is None)
        for number, document in zip(missing, self._get([article_id(one) for one in missing]), strict=True):
            if document is None:
                raise IndexingError(f"{self._access}: the index is damaged: article {number} is gone")
            self._keep(document)
            known[number] = document
        return {number: document for number, document in known.items() if document is not None}

    def _shown(self, *filters: Found) -> Found:
        """Return the clauses of a query for what this state holds and what fits the filters."""
        return {"filter": list(filters), "must_not": hidden(self.held.end, self.held.gone)}

    def _article_documents(self) -> Found:
        return {"bool": self._shown({"exists": {"field": "name"}})}

    @property
    def reads(self) -> tuple[opensearch.OpenSearch, ClusterAccess, Held]:
        """What it reads, and by which way."""
        return self._client, self._access, self.held

    def named(self, names: Sequence[str]) -> Iterator[Found]:
        """Return the documents of those of some articles that are there."""
        asked = {"bool": self._shown({"terms": {"name": list(names)}})}
        return (one["_source"] for one in self._all(asked, "article"))

    def document(self, name: str) -> Found | None:
        """Return the document of an article, which is remembered; None for an unknown one."""
        if known := self._articles.get(self._numbers.get(name, -1)):
            return known
        found = self._search({"bool": self._shown({"term": {"name": name}})}, size=1)
        if not found:
            return None
        document: Found = found[0]["_source"]
        self._keep(document)
        return document

    def _keep(self, document: Found) -> None:
        self._articles[document["article"]] = document
        self._numbers[document["name"]] = document["article"]
        if len(self._articles) > REMEMBERED:
            _, old = self._articles.popitem(last=False)
            self._numbers.pop(old["name"], None)

    def _paragraphs(self, number: int, first: int, last: int) -> Iterator[PackedParagraph]:
        """Return an article's paragraphs from the one that has the first ordinal to that which has the last."""
        limits = {"range": {"first": {"lte": last}}}, {"range": {"last": {"gte": first}}}
        asked = [{"term": {"article": number}}, {"term": {"holder": True}}, *limits]
        rows = (paragraph_of(one["_source"]) for one in self._all({"bool": {"filter": asked}}, "first"))
        for row in rows:
            if not row.sound:
                raise IndexingError(f"{self._access}: the index is damaged: a paragraph is not what was written")
            self._remember(row)
            yield row

    def _remember(self, row: PackedParagraph) -> None:
        """Keep a paragraph at hand by the addresses of its passages; what was found is often read again."""
        if len(self._read) > REMEMBERED:
            self._read = {}
        self._read.update((row.first + at, row) for at in range(row.passages))

    def _all(self, query: Found, order: str, most: int | None = None) -> Iterator[Found]:
        """Return all documents that a query finds, a page after the other, in the order of a field that tells them."""
        left, after = most, None
        while left is None or left > 0:
            size = PAGE if left is None else min(PAGE, left)
            further: Found = {"search_after": after} if after else {}
            found = self._search(query, size=size, sort=[{order: "asc"}], **further)
            yield from found
            if len(found) < size:
                return
            left, after = left and left - len(found), found[-1]["sort"]

    def _search(self, query: Found, **options: Any) -> list[Found]:  # noqa: ANN401 - those of a search
        body = {"query": query, "track_total_hits": False, **options}
        with explained(self._access):
            answer = self._client.search(index=self.held.index, body=body, params=WHOLE)
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise lacking(self._access)
        return list(answer["hits"]["hits"])

    def _get(self, ids: Sequence[str]) -> list[Found | None]:
        """Return documents by their ids, None for one that is not there."""
        if not ids:
            return []
        for pause in pauses():
            with explained(self._access):
                answer = self._client.mget(index=self.held.index, body={"ids": list(ids)})
            kinds = {one["error"]["type"] for one in answer["docs"] if "error" in one}
            if not kinds:
                return [one["_source"] if one["found"] else None for one in answer["docs"]]
            if "index_not_found_exception" in kinds:
                raise gone(self._access)
            time.sleep(pause)
        raise lacking(self._access)
