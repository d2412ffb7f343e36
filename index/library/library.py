"""A folder of articles as it is served: questions and claims go in, answers and verifications come out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from index.citations.excerpts import WIDTH, Excerpt
from index.conversation.follow_up import follow_up
from index.documents.article import Record
from index.documents.fingerprints import Fingerprints
from index.documents.folder import MAX_BYTES, Folder, Problem
from index.documents.passages import Passage
from index.errors import PullquoteError
from index.library.answer import Answer, Quote
from index.library.collection import Choice, Collection
from index.library.quoting import Quoter
from index.library.suggestions import suggest
from index.library.verification import Verification, Verifier
from index.query.question import Question, grounded, parse
from index.ranking.ranker import MOST_QUOTED, rank

if TYPE_CHECKING:
    from index.retrieval.store.updating import IndexProgress

__all__ = ["LIMIT", "Library"]

LIMIT = 10
"""Passages that an answer lists at most, unless another number is given."""


class Library:
    """A folder of sources to ask and to check against; safe to use from several threads, and a context manager.

    ``limit`` is the number of passages that an answer lists, ``quotes`` of those that make the answer, at most.
    ``max_file_bytes`` is the size of the largest file that is served. ``engine``, ``memory_passages`` and
    ``index_path`` choose where passages are kept; see ``index.library.collection.Collection``. With ``watch``, changed
    sources are taken up without a restart. ``changed`` says what to do with a source that changed since it was indexed:
    "mark" its citations, or "reindex" it first. ``on_notice`` receives one-line notices about implicit work, such as
    making an index, and ``on_progress`` its progress.
    """

    def __init__(  # noqa: PLR0913 - all but the first are options
        self,
        path: Path | str,
        *,
        limit: int = LIMIT,
        quotes: int = MOST_QUOTED,
        max_file_bytes: int = MAX_BYTES,
        engine: Choice = "auto",
        memory_passages: int = 20_000,
        index_path: Path | None = None,
        watch: bool = False,
        changed: Literal["mark", "reindex"] = "mark",
        on_notice: Callable[[str], None] = lambda _: None,
        on_progress: "Callable[[IndexProgress], None]" = lambda _: None,
    ) -> None:
        """Open a folder; raises SourcesError if nothing in it can be served, IndexingError if its index cannot be."""
        self._limit, self._most, self._watch, self._reindex = limit, quotes, watch, changed == "reindex"
        self._notify, self._noticed = on_notice, ""
        self._folder = Folder(Path(path), max_file_bytes)
        self._fingerprints = Fingerprints(self._folder)
        self._collection = Collection(
            self._folder,
            engine=engine,
            memory_passages=memory_passages,
            index_path=index_path,
            watch=watch,
            say=on_notice,
            report=on_progress,
        )

    def __enter__(self) -> Self:
        """The library itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def ask(self, question: str, *, limit: int | None = None, before: str | None = None) -> Answer:
        """Answer a question, with at most ``limit`` passages.

        ``before`` is the previous question, or ``Answer.asked`` of its answer: a follow-up takes from it what it leaves
        out.
        """
        self._take_up()
        taken = follow_up(question, before) if before else None
        asked, most = taken.question if taken else parse(question), limit or self._limit
        answer = self._answer(question, asked, most)
        if self._reindex and any(one.changed for one in answer.passages):
            self._collection.update()
            answer = self._answer(question, asked, most)
        if not (taken and before):
            return answer
        note = f"Took “{taken.subject}” from the question before."
        subject = before.strip().splitlines()[0]
        return replace(answer, subject=subject, asked=taken.conversation, notes=(note, *answer.notes))

    def check(
        self,
        claim: str | Quote,
        *,
        context: int = 1,
        width: int = WIDTH,
        words: str | None = None,
        sha256: str | None = None,
    ) -> Verification:
        """Check a citation, some words or a quote of an answer against the sources as they stand on disk now.

        The result shows ``context`` lines around each place, long ones cut to ``width`` characters. For a citation,
        ``words`` are those that were cited and ``sha256`` the hash of the source at that time, if known; by default
        they are taken from the index.
        """
        if isinstance(claim, Quote):
            words, sha256 = words or claim.text, sha256 or claim.sha256
            claim = claim.citation
        return self._verifier(context, width).check(claim, words, sha256)

    def excerpt(self, citation: str, *, context: int = 1, width: int = WIDTH) -> Excerpt:
        """Return the lines of a citation and ``context`` lines around, long ones cut to ``width`` characters.

        Raises CitationError if there is no such place.
        """
        return self._verifier(context, width).excerpt(citation)

    def around(self, quote: Quote, sentences: int) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        """Return the passages just before and just after a quote, at most ``sentences`` of each."""
        engine = self._collection.held.engine
        before = engine.passages(quote.source, quote.ordinal - sentences, quote.ordinal - 1)
        return tuple(before), tuple(engine.passages(quote.source, quote.ordinal + 1, quote.ordinal + sentences))

    def sources(self) -> Sequence[Record]:
        """List what is served, by name."""
        return self._collection.held.engine.records()

    def problems(self) -> Sequence[Problem]:
        """List the files that are not served, each with the reason."""
        return self._collection.held.problems

    def suggest(self, typed: str, limit: int = 25) -> Sequence[str]:
        """Complete what was typed so far to titles, names and likely questions, at most ``limit`` of them."""
        return suggest(self._collection.held.engine, typed, limit)

    def refresh(self) -> bool:
        """Take up sources, or an index, that changed on disk since they were read; True if any did."""
        return self._collection.refresh()

    def close(self) -> None:
        """Stop watching the folder."""
        self._collection.close()

    def _answer(self, question: str, asked: Question, limit: int) -> Answer:
        held = self._collection.held
        engine = held.engine
        ranking = rank(grounded(asked, engine), engine, limit, held.calibration, self._most)
        quoter = Quoter(engine, self._fingerprints)
        passages = tuple(
            quoter.quote(number, one, quoted=number <= ranking.quoted)
            for number, one in enumerate(ranking.evidence, start=1)
        )
        return Answer(
            question=question,
            answer_type=ranking.question.answer_type,
            answered=ranking.quoted > 0,
            confidence=ranking.confidence,
            reason=ranking.reason,
            passages=passages,
            notes=(*(f"Took “{word}” for “{known}”." for word, known in ranking.question.corrections), *ranking.notes),
            asked=question,
            weights=ranking.weights,
            relevance=ranking.relevance,
            threshold=held.calibration.threshold,
            calibrated_with=held.calibration.asked,
        )

    def _take_up(self) -> None:
        """Take up what changed, if watching or from an index; what cannot be served leaves the old state in place."""
        if not self._watch and self._collection.held.generation is None:
            return
        try:
            self.refresh()
            self._noticed = ""
        except PullquoteError as error:
            if str(error) != self._noticed:
                self._noticed = str(error)
                self._notify(self._noticed)

    def _verifier(self, context: int, width: int) -> Verifier:
        return Verifier(self._folder, self._collection.held.engine, context, width)
