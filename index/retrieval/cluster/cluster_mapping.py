"""What stands in an index of the cluster, and the query by which it proposes passages.

Every quotable passage is a row, by its address, with its terms, those of its paragraph, and those of the title and the
headings. A paragraph as it is packed (``index.retrieval.store.packing``) stands in each of its rows, which costs little
since rows beside one another are compressed together, and so one search returns all that candidates are made of. Terms
of a passage count as in ``index.retrieval.bm25``, by similarities that are scripts; but the lengths that OpenSearch
keeps are rounded down from 40 terms on, so that what it scores is never less than the exact score.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from index.retrieval.bm25 import K1, PARAGRAPH, TITLE, B

__all__ = ["MOST_TERMS", "body", "hidden", "passages_query", "similarities"]

MOST_TERMS = 330
"""Terms that one query looks for: each makes three clauses, and 1,024 are allowed."""

_UNINDEXED = {"type": "object", "enabled": False}
_KEYWORD = {"type": "keyword"}
_LONG = {"type": "long"}


def body(shards: int, replicas: int) -> dict[str, Any]:
    """Return what a new index is created with."""
    text = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
    fields = {
        "terms": text | {"similarity": "sentence"},
        "paragraph": text | {"similarity": "paragraph"},
        "title": text | {"similarity": "boolean", "norms": False},
        "article": _LONG,
        "first": _LONG,
        "last": _LONG,
        "holder": {"type": "boolean"},
        "packed": _UNINDEXED,
        "name": _KEYWORD,
        "language": _KEYWORD,
        "source": _UNINDEXED,
        "term": _KEYWORD,
        "length": {"type": "integer"},
        "quotable": {"type": "integer"},
        "changed": _LONG,
        "counts": _UNINDEXED,
    }
    settings = {"number_of_shards": shards, "number_of_replicas": replicas, "refresh_interval": "-1"}
    settings |= similarities(20.0, 60.0)
    mappings = {"dynamic": "strict", "_source": {"excludes": ["terms", "paragraph", "title"]}, "properties": fields}
    return {"settings": settings, "mappings": mappings}


def similarities(sentence: float, paragraph: float) -> dict[str, Any]:
    """Return the settings that score terms with these mean lengths, in terms."""
    return {
        f"index.similarity.{name}": {"type": "scripted", "script": {"source": _saturation(mean)}}
        for name, mean in (("sentence", sentence), ("paragraph", paragraph))
    }


def _saturation(mean: float) -> str:
    length = f"{K1 * (1 - B)!r} + {K1 * B / max(mean, 1e-9)!r} * doc.length"
    return f"return query.boost * {K1 + 1!r} * doc.freq / (doc.freq + {length});"


def hidden(end: int, gone: Collection[int]) -> list[dict[str, Any]]:
    """Return the clauses that leave out what a state does not hold: articles from a number on, and those gone."""
    return [{"range": {"article": {"gte": end}}}, *[{"terms": {"article": sorted(gone)}}] * bool(gone)]


def passages_query(weights: Mapping[str, float], shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return the query for passages by what each term weighs, of what is ``shown``."""
    shares = (("terms", 1.0), ("paragraph", PARAGRAPH), ("title", TITLE))
    clauses: Sequence[dict[str, Any]] = [
        {"term": {field: {"value": term, "boost": weight * share}}}
        for term, weight in sorted(weights.items())
        for field, share in shares
    ]
    return {"bool": {"should": clauses, "minimum_should_match": 1, **shown}}
