"""A draft: the generation that is being made of the one that serves, by articles taken away and added."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from index.retrieval.store.catalogue import Entry
from index.retrieval.store.counts import Counts, Frequency, count
from index.retrieval.store.documents import Documents
from index.retrieval.store.generations import CATALOGUE, DOCUMENTS, VOCABULARY, Manifest, State
from index.retrieval.store.postings import PostingsWriter
from index.retrieval.store.reading import Analysed, Batch
from index.retrieval.store.table import Table, write

__all__ = ["Draft"]


class Draft:
    """A generation in the making, in a folder of its own; nobody sees it before it is published."""

    def __init__(self, folder: Path, before: State | None, sources: Path, *, large: bool) -> None:
        """``folder`` holds the files of the generation ``before``; ``large`` says that much will be added."""
        self.folder = folder
        self._manifest = before.manifest if before else Manifest(str(sources))
        self._stored = (folder / DOCUMENTS).open("ab")
        self._before = Documents.open(folder / DOCUMENTS, self._manifest.stored)
        self._catalogue = Table(folder / CATALOGUE) if before else None
        self._vocabulary = Table(folder / VOCABULARY) if before else None
        self._postings = PostingsWriter(folder, large=large)
        self._entries: dict[str, str | None] = {}
        self._counts = Counts()
        self._dead = 0

    @property
    def changed(self) -> bool:
        """Whether it differs from the generation before in any source."""
        return bool(self._entries)

    def remove(self, name: str) -> None:
        """Take an article away, if it is there."""
        known = self._catalogue.get(name) if self._catalogue else None
        if known is None:
            return
        entry = Entry.parse(known)
        block = self._before.block(entry.at)
        if self._before.name(block) != name:
            raise self._before.damaged()
        self._counts.add(count(self._before, block), -1)
        self._postings.remove(entry.at)
        self._dead += entry.stored
        self._entries[name] = None

    def take(self, batch: Batch) -> None:
        """Add the articles of a batch, in the place of what was indexed under their names."""
        for one in batch.analysed:
            if one.block is not None or one.problem is not None:
                self.remove(one.wanted.name)
            if one.block is not None:
                self._add(one, one.block)
            elif one.problem is None:
                self._touch(one)
        self._counts.add(batch.counts)

    def finish(self, problems: dict[str, str]) -> Manifest:
        """Write everything out; says what there is now."""
        self._postings.finish()
        _save(self.folder / CATALOGUE, self._catalogue, self._entries)
        _save(self.folder / VOCABULARY, self._vocabulary, self._frequencies())
        self._stored.flush()
        os.fsync(self._stored.fileno())
        stored = self._stored.tell()
        manifest = self._counts.applied(self._manifest)
        return replace(manifest, stored=stored, dead=manifest.dead + self._dead, problems=problems)

    def close(self) -> None:
        """Let go of the files, finished or not."""
        self._stored.close()

    def _add(self, one: Analysed, block: bytes) -> None:
        if one.record is None:
            raise ValueError(one.wanted.name)
        at = self._stored.tell()
        self._stored.write(block)
        documents = Documents(self.folder / DOCUMENTS, block)
        self._postings.add(documents, documents.block(0), at)
        self._entries[one.wanted.name] = str(Entry(one.record, one.wanted.size, one.wanted.time, at, len(block)))

    def _touch(self, one: Analysed) -> None:
        """Note the size and time of a file that changed in nothing else."""
        known = self._catalogue.get(one.wanted.name) if self._catalogue else None
        if known is not None:
            entry = str(replace(Entry.parse(known), size=one.wanted.size, time=one.wanted.time))
            if entry != known:
                self._entries[one.wanted.name] = entry

    def _frequencies(self) -> dict[str, str | None]:
        """What the vocabulary says of each term whose frequency changed."""
        changed: dict[str, str | None] = {}
        quotable, unquoted = self._counts.quotable, self._counts.unquoted
        for term in quotable.keys() | unquoted.keys():
            known = Frequency.parse(self._vocabulary.get(term) if self._vocabulary else None)
            now = Frequency(known.quotable + quotable[term], known.unquoted + unquoted[term])
            changed[term] = str(now) if now != Frequency() else None
        return changed


def _save(path: Path, before: Table | None, changes: Mapping[str, str | None]) -> None:
    """Write a table that has these changes in the place of the one that stands there, without changing its file."""
    beside = path.with_suffix(".next")
    if before is None:
        write(beside, {key: value for key, value in changes.items() if value is not None})
    else:
        before.changed(beside, changes)
    beside.replace(path)
