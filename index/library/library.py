"""A folder of articles as it is served: questions and claims go in, answers and verifications come out."""

import contextlib
import copy
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from index.citations.citation import Citation
from index.citations.claims import Claim
from index.citations.excerpts import WIDTH, Excerpt
from index.conversation.follow_up import follow_up
from index.conversation.small_talk import SmallTalk, small_talk
from index.documents.article import Record
from index.documents.fingerprints import Fingerprints
from index.documents.folder import MAX_BYTES, Folder, Problem
from index.documents.passages import Passage
from index.errors import CitationError, EmptyScopeError, PullquoteError
from index.library.answer import Answer, Quote, by_date, near
from index.library.collection import Choice, Collection, Snapshot
from index.library.freshness import Refreshed
from index.library.overview import Overview
from index.library.quote_search import QuoteSearch
from index.library.quoting import Quoter
from index.library.scope import Scope
from index.library.scoped import ScopedCollection, ScopedFolder, ScopedSnapshots
from index.library.semantics import Semantics
from index.library.suggestions import suggest
from index.library.verification import Verification
from index.library.verifier import Verifier
from index.query.question import Question, grounded, parse, understand
from index.ranking.ranker import MOST_QUOTED, Ranking, rank
from index.ranking.support import STRICTNESS, Outcome

if TYPE_CHECKING:
    from index.retrieval.cluster.cluster_access import ClusterAccess
    from index.retrieval.store.updating import IndexProgress

__all__ = ["LIMIT", "Library"]

LIMIT = 10
"""Passages that an answer lists at most, unless another number is given."""


class Library:
    """A folder of sources to ask and to check against; safe to use from several threads, and a context manager.

    ``limit`` is the number of passages that an answer lists, ``quotes`` of those that make the answer, at most.
    ``strictness`` is the support, from 0 to 1, from which on an answer is claimed.
    ``max_file_bytes`` is the size of the largest file that is served. ``engine``, ``memory_passages``, ``index_path``
    and ``cluster`` choose where passages are kept; see ``index.library.collection.Collection``. Little changes of the
    folder are taken up before an answer; larger ones with ``watch`` in the background, and with ``changed`` as
    "reindex" before a source is quoted that changed since. With "mark" its citation says that it did.
    ``semantic_model`` is the folder of a model that ranks, which makes vectors on ``semantic_threads``. ``on_notice``
    receives one-line notices about implicit work, such as making an index, and ``on_progress`` its progress.
    """

    def __init__(  # noqa: PLR0913 - all but the first are options
        self,
        path: Path | str,
        *,
        limit: int = LIMIT,
        quotes: int = MOST_QUOTED,
        strictness: float = STRICTNESS,
        max_file_bytes: int = MAX_BYTES,
        engine: Choice = "auto",
        memory_passages: int = 20_000,
        index_path: Path | None = None,
        cluster: "ClusterAccess | None" = None,
        watch: bool = False,
        changed: Literal["mark", "reindex"] = "mark",
        semantic_model: Path | None = None,
        semantic_threads: int = 1,
        on_notice: Callable[[str], None] = lambda _: None,
        on_progress: "Callable[[IndexProgress], None]" = lambda _: None,
    ) -> None:
        """Open a folder; raises SourcesError if nothing in it can be served, IndexingError if its index cannot be."""
        self._strictness = strictness
        self._limit, self._most, self._reindex = limit, quotes, changed == "reindex"
        self._notify = on_notice
        self._folder = Folder(Path(path), max_file_bytes)
        self._fingerprints = Fingerprints(self._folder)
        self._semantics = Semantics(semantic_model, semantic_threads, on_notice)
        self._collection = Collection(
            self._folder,
            engine=engine,
            memory_passages=memory_passages,
            index_path=index_path,
            cluster=cluster,
            watch=watch,
            semantics=self._semantics,
            say=on_notice,
            report=on_progress,
        )
        self._scoped = ScopedSnapshots(self._folder)

    def __enter__(self) -> Self:
        """The library itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def within(self, scope: Scope | None) -> Self:
        """Return the library as if its folder held only the sources of a scope, and itself for no scope.

        Nothing of other sources is shown, named, completed or counted by what is returned. It shares the folder and the
        index with this one and costs nothing to make. Its methods raise EmptyScopeError if no source is in the scope.
        """
        if not scope:
            return self
        view, folder = copy.copy(self), ScopedFolder(self._folder, scope)
        collection = ScopedCollection(self._collection, self._scoped, scope)
        vars(view).update(_folder=folder, _collection=collection)
        return view

    def ask(
        self, question: str, *, limit: int | None = None, before: str | None = None, scope: Scope | None = None
    ) -> Answer:
        """Answer a question, with at most ``limit`` passages, from the sources of a ``scope`` alone (see ``within``).

        ``before`` is the previous question, or ``Answer.asked`` of its answer: a follow-up takes from it what it leaves
        out.
        """
        if scope:
            return self.within(scope).ask(question, limit=limit, before=before)
        began, held, most = time.perf_counter(), self._collection.follow(), limit or self._limit
        languages = held.engine.languages
        taken = follow_up(question, before, languages) if before else None
        asked = taken.question if taken else parse(question, languages)
        if said := small_talk(question):
            if reply := self._talk(question, said, held):
                return replace(reply, passages=reply.passages[:most], asked=said.about or before or "")
            asked = parse(said.about, languages)
        answer = self._answer(question, asked, most, held)
        if answer.outdated:
            began = time.perf_counter()
        if answer.doubtful and (again := self._collection.follow(began)) is not held:
            answer = self._answer(question, asked, most, again)
        if self._reindex and answer.outdated:
            self._take_up_all()
            answer = self._answer(question, asked, most, self._collection.held)
        if not (taken and before):
            return answer
        subject = before.strip().splitlines()[0]
        return replace(answer, subject=subject, inherited=taken.subject, asked=taken.conversation)

    def as_quoted(self, answer: Answer) -> bool:
        """Return True if the sources of an answer are on disk still what they were when it was given."""
        return all((self._fingerprints.current(one.source) != one.sha256) == one.changed for one in answer.passages)

    def serves(self, citation: str) -> bool:
        """Return True if the source of a citation is served, whatever stands there by now."""
        with contextlib.suppress(CitationError, EmptyScopeError):
            return self._collection.held.engine.record(Citation.parse(citation).source) is not None
        return False

    def check(
        self,
        claim: str | Quote | Claim,
        *,
        context: int = 1,
        width: int = WIDTH,
        words: str | None = None,
        sha256: str | None = None,
    ) -> Verification:
        """Check a citation, some words, or both, or a quote of an answer against the sources as they stand on disk now.

        Words may come with their citation in any form in which people write it, such as ``“words” (NAME:6)``. The
        result shows ``context`` lines around each place, long ones cut to ``width`` characters. For a citation,
        ``words`` are those that were cited and ``sha256`` the hash of the source at that time, if known; by default
        they are taken from the index.
        """
        if isinstance(claim, Quote):
            words, sha256, claim = words or claim.text, sha256 or claim.sha256, claim.citation
        verifier = self._verifier(self._collection.follow(), context, width)
        return verifier.check(self._read(claim) if isinstance(claim, str) else claim, words, sha256)

    def claims(self, text: str) -> tuple[str | Claim, ...]:
        """Return what a text claims, to be checked one by one: the quotes of a copied answer, or else all of it."""
        found = self._verifier(self._collection.held, 0, WIDTH).claims(read := self._read(text))
        return found if len(found) > 1 else (read,)

    def _read(self, text: str) -> str:  # a surface may know how else a citation is written
        return text

    def excerpt(self, citation: str, *, context: int = 1, width: int = WIDTH) -> Excerpt:
        """Return the lines of a citation and ``context`` lines around, long ones cut to ``width`` characters.

        Raises CitationError if there is no such place.
        """
        return self._verifier(self._collection.held, context, width).excerpt(citation)

    def around(self, quote: Quote, sentences: int) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        """Return the passages just before and just after a quote, at most ``sentences`` of each."""
        engine = self._collection.held.engine
        before = engine.passages(quote.source, quote.ordinal - sentences, quote.ordinal - 1)
        return tuple(before), tuple(engine.passages(quote.source, quote.ordinal + 1, quote.ordinal + sentences))

    def sources(self) -> Sequence[Record]:
        """List what is served, by name."""
        return self._collection.follow().engine.records()

    @property
    def note(self) -> str | None:
        """One line on what stands in the folder and is not taken up yet; None if nothing was seen at the last look."""
        return self._collection.held.behind.note

    def current(self) -> Snapshot:
        """What is served, after what another process may have done to the index was taken up."""
        return self._collection.follow()

    @property
    def served(self) -> Snapshot:
        """What is served now, as it was taken up last; costs nothing."""
        return self._collection.held

    def problems(self) -> Sequence[Problem]:
        """List the files that are not served, each with the reason."""
        return self._collection.held.problems

    def suggest(self, typed: str, limit: int = 25) -> Sequence[str]:
        """Complete what was typed so far to titles, names and likely questions, at most ``limit`` of them."""
        return suggest(self._collection.held.engine, typed, limit)

    def refresh(self) -> bool:
        """Take up now what changed on disk, if it is little; True if any did."""
        return self._collection.refresh()

    def reload(self) -> Refreshed:
        """Take up all that changed on disk, however long it takes, and return what did.

        Raises SourcesError if nothing can be served any more, and IndexingError if the index cannot be written.
        """
        before = self._hashes()
        self._collection.update()
        now = self._hashes()
        changed = sum(now[name] != before[name] for name in now.keys() & before.keys())
        return Refreshed(len(now.keys() - before.keys()), changed, len(before.keys() - now.keys()), len(now))

    def close(self) -> None:
        """Stop watching the folder."""
        self._collection.close()

    def _answer(self, question: str, asked: Question, limit: int, held: Snapshot) -> Answer:
        engine = held.engine
        ranking = self._rank(grounded(asked, engine), held, limit)
        quoter = Quoter(engine, self._fingerprints)
        passages = tuple(
            quoter.quote(number, one, quoted=number <= ranking.quoted)
            for number, one in enumerate(ranking.evidence, start=1)
        )
        return Answer(
            question=question,
            answer_type=ranking.question.answer_type,
            outcome=ranking.outcome,
            confidence=ranking.confidence,
            reason=ranking.reason,
            passages=passages,
            notes=tuple(filter(None, [held.behind.note])),
            incomplete=held.behind.denies_nothing,
            asked=question,
            weights=ranking.weights,
            relevance=ranking.relevance,
            threshold=held.calibration.threshold,
            calibrated_with=held.calibration.asked,
            missing=ranking.missing,
            corrections=ranking.question.corrections,
            support=ranking.support,
            newest_first=ranking.question.of_now and by_date(passages),
            suggestions=() if ranking.quoted else near(passages),
        )

    def _rank(self, question: Question, held: Snapshot, limit: int) -> Ranking:
        options = (question, held.engine, limit, held.calibration, self._most, self._strictness)
        return self._semantics.ranked(lambda meaning: rank(*options, meaning))

    def _talk(self, text: str, said: SmallTalk, held: Snapshot) -> Answer | None:
        """Return what to say to small talk; None if it turns out to be a question after all."""

        def answered(question: str) -> bool:
            return self._rank(understand(question, held.engine), held, 1).outcome is Outcome.ANSWERED

        return Overview(held.engine, held.sources, Quoter(held.engine, self._fingerprints), answered).answer(text, said)

    def _take_up_all(self) -> None:
        try:
            self._collection.update()
        except PullquoteError as error:
            self._notify(str(error))

    def _hashes(self) -> dict[str, str]:
        return {one.name: one.sha256 for one in self._collection.held.engine.records()}

    def _verifier(self, held: Snapshot, context: int, width: int) -> Verifier:
        search = QuoteSearch(self._folder, held.engine, context, width, held.sources, held.behind)
        return Verifier(search)
