"""Answers: the adapters' only door. A question goes in, an answer of quoted and cited passages comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.checking import Check, Checker, Match, Verdict
from bot.config import Settings
from bot.excerpts import WIDTH, Excerpt, Line
from bot.quotes import Place, Quote, Quoter
from bot.suggestions import suggest
from bot.wording import Wording
from index.articles import Record
from index.engines.base import Engine
from index.engines.memory import MemoryEngine
from index.evidence import rank
from index.freshness import Fingerprints, signature
from index.passages import Passage
from index.question import Kind, understand
from index.sources import Folder, Problem, Source

__all__ = ["Answer", "Answerer", "Check", "Excerpt", "Line", "Match", "Place", "Quote", "Verdict"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sources say to a question, or why they do not say it.

    ``lead`` is the short line above the quotes. ``reason`` is None for an answer and the cause of a refusal.
    ``passages`` are ranked, the quoted ones and the next best; a refusal's are the closest lines and none is quoted.
    ``notes`` are plain remarks: a word taken for another, a subject taken from the question before, two reports.
    ``subject`` is what a follow-up took from the question before. ``confidence`` is from 0 to 1.
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

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The passages that make the answer."""
        return tuple(one for one in self.passages if one.quoted)

    @property
    def others(self) -> tuple[Quote, ...]:
        """The next best passages, or the closest lines of a refusal."""
        return tuple(one for one in self.passages if not one.quoted)


@dataclass(frozen=True, slots=True)
class _Held:
    """What is served at one time; it is replaced whole, so that a question sees one state only."""

    engine: Engine
    problems: tuple[Problem, ...]
    signature: Mapping[str, tuple[int, int]]


class Answerer:
    """Answers questions over one folder of sources, and checks citations and quotes against it.

    Safe to call from several threads at once.
    """

    def __init__(self, settings: Settings) -> None:
        """Read the sources; raises SourcesError where nothing is left to serve."""
        self._settings = settings
        self._wording = Wording.load(settings.templates)
        self._folder = Folder(settings.sources, settings.max_file_bytes)
        self._fingerprints = Fingerprints(self._folder)
        self._held = self._load()

    def ask(self, question: str, *, limit: int | None = None, before: str | None = None) -> Answer:
        """Answer a question, with at most ``limit`` passages.

        ``before`` is the question asked just before, whose subject a follow-up without one takes.
        """
        del before
        if self._settings.watch:
            self.refresh()
        engine = self._held.engine
        ranking = rank(understand(question, engine), engine, limit or self._settings.limit)
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
            notes=ranking.notes,
        )

    def around(self, quote: Quote, sentences: int) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        """The passages just before and just after a quote, at most so many each."""
        engine = self._held.engine
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
        return self._held.engine.records()

    def problems(self) -> Sequence[Problem]:
        """The files that are not served, and why."""
        return self._held.problems

    def suggest(self, typed: str, limit: int = 25) -> Sequence[str]:
        """Titles, names and likely questions that fit what was typed so far; see ``bot.suggestions.suggest``."""
        return suggest(self._held.engine, typed, limit)

    def refresh(self) -> bool:
        """Take up sources that changed on disk since they were read; says whether any did."""
        if signature(self._folder) == self._held.signature:
            return False
        self._held = self._load()
        return True

    def _checker(self, context: int, width: int) -> Checker:
        return Checker(self._folder, self._held.engine, context, width)

    def _load(self) -> _Held:
        seen = signature(self._folder)
        scanned = tuple(self._folder.scan())
        sources = [one for one in scanned if isinstance(one, Source)]
        return _Held(MemoryEngine(sources), tuple(one for one in scanned if isinstance(one, Problem)), seen)
