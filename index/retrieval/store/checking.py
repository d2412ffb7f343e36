"""Checking: whether what an index holds is, to the character, what the sources hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.documents.folder import Folder
from index.errors import IndexingError, SourceError
from index.retrieval.store.catalogue import Entry
from index.retrieval.store.counts import Counts, Frequency, count
from index.retrieval.store.documents import Documents
from index.retrieval.store.generations import CATALOGUE, DOCUMENTS, REBUILD, VOCABULARY, Generations, State
from index.retrieval.store.postings import Postings
from index.retrieval.store.table import Table

__all__ = ["Finding", "Verification", "verify"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that differs: the source (or the index, for a figure of it), and how."""

    name: str
    difference: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check went through, and what it found; nothing found means that index and sources are equal."""

    sources: int
    passages: int
    findings: tuple[Finding, ...]


def verify(
    folder: Folder, generations: Generations, report: Callable[[int, int], None] = lambda *_: None
) -> Verification:
    """Compare every stored passage with its source, and every figure with what it is made of.

    ``report`` is told how many sources are done, and of how many. Raises IndexingError where there is no index that
    can be opened.
    """
    state = generations.current()
    try:
        documents = Documents.open(state.folder / DOCUMENTS, state.manifest.stored)
        catalogue = Table(state.folder / CATALOGUE)
        vocabulary = Table(state.folder / VOCABULARY)
    except (OSError, ValueError) as error:
        raise IndexingError(f"{error}: the index is damaged; {REBUILD}") from None
    counts, passages = Counts(), 0
    findings: list[Finding] = []
    for done, (name, value) in enumerate(catalogue, start=1):
        entry = Entry.parse(value)
        try:
            block = documents.block(entry.at)
            findings += _differences(folder, documents, entry)
            counts.add(count(documents, block))
            passages += block.passages
        except IndexingError as error:
            findings.append(Finding(name, str(error)))
        report(done, len(catalogue))
    known = {name for name, _ in catalogue}
    findings += [
        Finding(name, "not indexed yet")
        for name in folder.names()
        if name not in known | state.manifest.problems.keys()
    ]
    findings += _figures(state, counts, vocabulary)
    return Verification(len(catalogue), passages, tuple(findings))


def _differences(folder: Folder, documents: Documents, entry: Entry) -> Iterator[Finding]:
    name = entry.record.name
    try:
        source = folder.read(name)
    except SourceError as error:
        yield Finding(name, f"indexed, and now {error.cause}")
        return
    if source.sha256 != entry.record.sha256:
        yield Finding(name, "changed since it was indexed")
        return
    block = documents.block(entry.at)
    if documents.name(block) != name:
        raise documents.damaged()
    for ordinal in range(block.passages):
        passage = documents.passage(block, ordinal)
        if source.text[passage.start : passage.end] != passage.text:
            yield Finding(name, f"passage {ordinal + 1} is not what stands at line {passage.line}")


def _figures(state: State, counts: Counts, vocabulary: Table) -> Iterator[Finding]:
    """Figures that are not what the articles add up to."""
    manifest = state.manifest
    for name in ("articles", "passages", "terms", "paragraphs", "paragraph_terms"):
        if getattr(manifest, name) != getattr(counts, name):
            yield Finding("manifest.json", f"{name}: {getattr(manifest, name)} in the place of {getattr(counts, name)}")
    if (held := Postings(state.folder).passages) != manifest.passages:
        yield Finding("sentences", f"{held} passages in the inverted lists in the place of {manifest.passages}")
    stored = {term: Frequency.parse(value) for term, value in vocabulary}
    terms = counts.quotable.keys() | counts.unquoted.keys() | stored.keys()
    wrong = sum(
        stored.get(term, Frequency()) != Frequency(counts.quotable[term], counts.unquoted[term]) for term in terms
    )
    if wrong:
        yield Finding("vocabulary.lines", f"{wrong} of {len(terms)} terms have a wrong frequency")
