"""Verifying: whether what an index holds is, to the character, what the sources hold."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from index.documents.article import Record
from index.documents.folder import Folder
from index.errors import IndexingError, SourceError
from index.retrieval.store.corpus_counts import CorpusCounts, count
from index.retrieval.store.kept import KeptIndex, KeptState
from index.retrieval.store.packing import PackedArticle
from index.retrieval.store.rows import Frequency
from index.retrieval.store.schema import COLLECTION

__all__ = ["Difference", "IndexVerification", "verify"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: the source (or the index, for a figure of it), and how."""

    name: str
    difference: str


@dataclass(frozen=True, slots=True)
class IndexVerification:
    """Result of a comparison of an index with its sources; without differences if they are equal."""

    sources: int
    passages: int
    differences: tuple[Difference, ...]


def verify(
    folder: Folder, generations: KeptIndex, report: Callable[[int, int], None] = lambda *_: None
) -> IndexVerification:
    """Compare every stored passage with its source, and every figure with what it is made of.

    ``report`` is told how many sources are done, and of how many. Raises IndexingError where there is no index that
    can be opened.
    """
    generation = generations.current()
    counts, passages, found = CorpusCounts(), 0, list[Difference]()
    with closing(generation.rows()) as rows:
        records = rows.records()
        for done, record in enumerate(records, start=1):
            try:
                _, article = rows.article(record.name)
                found += _differences(folder, record, article)
                counts.add(count(article))
                passages += sum(row.passages for row in article.paragraphs)
            except IndexingError as error:
                found.append(Difference(record.name, str(error)))
            report(done, len(records))
        known = {record.name for record in records} | generation.manifest.problems.keys()
        found += [Difference(name, "not indexed yet") for name in folder.names() if name not in known]
        found += _wrong_figures(generation, counts, rows.vocabulary())
    return IndexVerification(len(records), passages, tuple(found))


def _differences(folder: Folder, record: Record, article: PackedArticle) -> Iterator[Difference]:
    try:
        source = folder.read(record.name)
    except SourceError as error:
        yield Difference(record.name, f"indexed, and now {error.cause}")
        return
    if source.sha256 != record.sha256:
        yield Difference(record.name, "changed since it was indexed")
        return
    passages = (one for row in article.paragraphs for one in row.unpacked(record.name).passages)
    for number, passage in enumerate(passages):
        if source.text[passage.start : passage.end] != passage.text or passage.ordinal != number:
            yield Difference(record.name, f"passage {number + 1} is not what stands at line {passage.line}")


def _wrong_figures(
    generation: KeptState, counts: CorpusCounts, vocabulary: dict[str, Frequency]
) -> Iterator[Difference]:
    """Yield the figures that are not what the articles add up to."""
    manifest = generation.manifest
    for name in CorpusCounts.FIGURES:
        if (told := getattr(manifest, name)) != (summed := getattr(counts, name)):
            yield Difference(COLLECTION, f"{name}: {told} in the place of {summed}")
    if (held := generation.indexed) != manifest.passages:
        yield Difference("sentences", f"{held} passages in the inverted lists in the place of {manifest.passages}")
    terms = counts.quotable.keys() | counts.unquoted.keys() | vocabulary.keys()
    wrong = sum(vocabulary.get(term, Frequency()) != (counts.quotable[term], counts.unquoted[term]) for term in terms)
    if wrong:
        yield Difference(COLLECTION, f"{wrong} of {len(terms)} terms have a wrong frequency")
