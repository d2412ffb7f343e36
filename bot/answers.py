"""Answers: the adapters' only door. A question goes in, an answer of quoted and cited passages comes out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.checking import Check, Checker, Match, Verdict
from bot.excerpts import WIDTH, Excerpt, Line
from bot.quotes import Place, Quote, Quoter
from bot.settings.model import Settings
from bot.suggestions import suggest
from bot.wording.lead import Wording
from index.conversation.rewrite import follow_up
from index.documents.article import Record
from index.documents.fingerprints import Fingerprints
from index.documents.passages import Passage
from index.documents.source import Folder, Problem
from index.errors import PullquoteError
from index.library.collection import Collection
from index.query.question import Kind, understand
from index.ranking.ranker import rank

if TYPE_CHECKING:
    from index.retrieval.store.building import Progress

__all__ = ["Answer", "Answerer", "Check", "Excerpt", "Line", "Match", "Place", "Quote", "Verdict"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sources say to a question, or why they do not say it.

    ``lead`` is the short line above the quotes. ``reason`` is None for an answer and the cause of a refusal.
    ``passages`` are ranked, the quoted ones and the next best; a refusal's are the closest lines and none is quoted.
    ``notes`` are plain remarks: a word taken for another, a subject taken from the question before, two reports.
    ``subject`` is the question whose subject a follow-up took, and ``asked`` the question with that subject in it.
    ``confidence`` is from 0 to 1. ``weights`` says how much each term of the question counts.
    ``relevance`` is the log odds that the sources speak of what is asked, None where no passage was found; an answer
    needs ``threshold``, which is calibrated on the sources with ``calibrated_with`` questions about other things.
    """

    question: str
    kind: Kind
    answered: bool
    confidence: float
    reason: str | None
    lead: str
    passages: tuple[Quote, ...]
    notes: tuple[str, ...] = ()
    subject: str | None = None
    asked: str = ""
    weights: Mapping[str, float] = field(default_factory=dict)
    relevance: float | None = None
    threshold: float = 0.0
    calibrated_with: int = 0

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The passages that make the answer."""
        return tuple(one for one in self.passages if one.quoted)

    @property
    def others(self) -> tuple[Quote, ...]:
        """The next best passages, or the closest lines of a refusal."""
        return tuple(one for one in self.passages if not one.quoted)


class Answerer:
    """Answers questions over one folder of sources, and checks citations and quotes against it.

    Safe to call from several threads at once.
    """

    def __init__(
        self,
        settings: Settings,
        say: Callable[[str], None] = lambda _: None,
        report: "Callable[[Progress], None]" = lambda _: None,
    ) -> None:
        """Open the sources; ``say`` is told in one line what is done that was not asked for, and ``report`` how far.

        Raises SourcesError where nothing is left to serve, and IndexingError where an index cannot be used.
        """
        self._settings, self._say, self._said = settings, say, ""
        self._wording = Wording.load(settings.templates)
        self._folder = Folder(settings.sources, settings.max_file_bytes)
        self._fingerprints = Fingerprints(self._folder)
        self._collection = Collection(
            self._folder,
            engine=settings.engine,
            memory_passages=settings.memory_passages,
            index_path=settings.index_path,
            watch=settings.watch,
            say=say,
            report=report,
        )

    def ask(self, question: str, *, limit: int | None = None, before: str | None = None) -> Answer:
        """Answer a question, with at most ``limit`` passages.

        ``before`` is the question asked just before, whose subject a follow-up without one takes.
        """
        self._take_up()
        taken = follow_up(question, before) if before else None
        answer = self._answer(question, taken.text if taken else question, limit or self._settings.limit)
        if self._settings.changed == "reindex" and any(one.changed for one in answer.passages):
            self._collection.update()
            answer = self._answer(question, answer.asked, limit or self._settings.limit)
        if taken is None:
            return answer
        note = f"Took “{taken.subject}” from the question before."
        return replace(answer, subject=before, notes=(note, *answer.notes))

    def _answer(self, question: str, asked: str, limit: int) -> Answer:
        held = self._collection.held
        engine = held.engine
        ranking = rank(understand(asked, engine), engine, limit, held.calibration, self._settings.quotes)
        quoter = Quoter(engine, self._fingerprints)
        passages = tuple(
            quoter.quote(number, one, quoted=number <= ranking.quoted)
            for number, one in enumerate(ranking.evidence, start=1)
        )
        quoted = passages[: ranking.quoted]
        kind = ranking.question.kind
        return Answer(
            question=question,
            kind=kind,
            answered=bool(quoted),
            confidence=ranking.confidence,
            reason=ranking.reason,
            lead=self._wording.lead(kind, tuple(one.title for one in quoted), tuple(one.source for one in quoted)),
            passages=passages,
            notes=(*(f"Took “{word}” for “{known}”." for word, known in ranking.question.taken_for), *ranking.notes),
            asked=asked,
            weights=ranking.weights,
            relevance=ranking.relevance,
            threshold=held.calibration.threshold,
            calibrated_with=held.calibration.asked,
        )

    def around(self, quote: Quote, sentences: int) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        """The passages just before and just after a quote, at most so many each."""
        engine = self._collection.held.engine
        before = engine.passages(quote.source, quote.ordinal - sentences, quote.ordinal - 1)
        return tuple(before), tuple(engine.passages(quote.source, quote.ordinal + 1, quote.ordinal + sentences))

    def check(
        self, claim: str, *, context: int = 1, width: int = WIDTH, words: str | None = None, sha256: str | None = None
    ) -> Check:
        """Check a citation or a quote against the sources as they stand on disk now, with lines of context.

        For a citation, ``words`` are those that it was given for and ``sha256`` the hash that its source had then,
        where they are known; without them the index says what stood there.
        """
        return self._checker(context, width).check(claim, words, sha256)

    def excerpt(self, citation: str, *, context: int = 1, width: int = WIDTH) -> Excerpt:
        """The lines of a citation and ``context`` lines around, long ones cut to a window of ``width`` characters.

        Raises CitationError where there is no such place.
        """
        return self._checker(context, width).excerpt(citation)

    def sources(self) -> Sequence[Record]:
        """What is served, by name."""
        return self._collection.held.engine.records()

    def problems(self) -> Sequence[Problem]:
        """The files that are not served, and why."""
        return self._collection.held.problems

    def suggest(self, typed: str, limit: int = 25) -> Sequence[str]:
        """Titles, names and likely questions that fit what was typed so far; see ``bot.suggestions.suggest``."""
        return suggest(self._collection.held.engine, typed, limit)

    def refresh(self) -> bool:
        """Take up sources, or an index, that changed on disk since they were read; says whether any did."""
        return self._collection.refresh()

    def _take_up(self) -> None:
        """Take up what changed, if that is wanted; where it cannot be served, what was served before goes on being."""
        if not self._settings.watch and self._collection.held.generation is None:
            return
        try:
            self.refresh()
            self._said = ""
        except PullquoteError as error:
            if str(error) != self._said:
                self._said = str(error)
                self._say(self._said)

    def _checker(self, context: int, width: int) -> Checker:
        return Checker(self._folder, self._collection.held.engine, context, width)
