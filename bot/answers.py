"""Answers: the adapters' only door. A question goes in, an answer of quoted and cited passages comes out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.config import Settings
from index.articles import Record
from index.citations import Citation
from index.engines.memory import MemoryEngine
from index.evidence import Evidence, rank
from index.passages import Passage
from index.question import Kind, understand
from index.sources import Folder, Problem, Source

__all__ = ["Answer", "Answerer", "Check", "Excerpt", "Line", "Match", "Place", "Quote", "Verdict"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: a citation and its offsets in characters of the decoded text, end exclusive."""

    citation: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A ranked passage with everything a surface shows of it.

    ``rank`` counts from 1; ``quoted`` says that it is part of the answer and not just the next best. Lines and columns
    count from 1, ``end_column`` is that of the last character. ``matches`` and ``answer`` are spans within ``text``.
    ``antecedent`` is the passage that says who "He" is, quoted as context. ``changed`` says that the source on disk is
    no longer the one that was indexed. ``figures`` says what each figure added to the score.
    """

    rank: int
    quoted: bool
    score: float
    citation: str
    source: str
    title: str
    publisher: str | None
    date: dt.date | None
    url: str | None
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    sha256: str
    text: str
    also: tuple[Place, ...] = ()
    matches: tuple[tuple[int, int], ...] = ()
    answer: tuple[int, int] | None = None
    antecedent: "Quote | None" = None
    changed: bool = False
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sources say to a question, or why they do not say it.

    ``lead`` is the short line above the quotes. ``reason`` is None for an answer and the cause of a refusal.
    ``passages`` are ranked, the quoted ones and the next best; a refusal's are the closest lines and none is quoted.
    ``notes`` are plain remarks: a word taken for another, a subject taken from the question before, two reports.
    ``subject`` is the question whose subject a follow-up took. ``confidence`` is from 0 to 1.
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


class Verdict(StrEnum):
    """What a check found."""

    STANDS = "stands"  # the citation leads to these words in the source as indexed / the quote is verbatim
    CHANGED = "changed"  # the source has changed since it was cited
    ELSEWHERE = "elsewhere"  # the words stand in another place
    NEARLY = "nearly"  # a quote that stands in the sources with differences
    ABSENT = "absent"  # a quote that does not stand in the sources
    NOWHERE = "nowhere"  # a citation of a place that does not exist


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source with its number; ``marked`` is the cited span within ``text``, end exclusive, if any.

    ``text`` may be a window of a long line: ``offset`` is how many characters of the line stand before it, ``cut_end``
    says that some stand after it.
    """

    number: int
    text: str
    marked: tuple[int, int] | None = None
    offset: int = 0
    cut_end: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of a source around a cited place, as the source stands on disk now."""

    citation: str
    source: str
    title: str
    publisher: str | None
    date: dt.date | None
    url: str | None
    sha256: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a checked quote stands, verbatim or nearly.

    ``differences`` are (kind, in the quote, in the source) with kind "replaced", "missing" (the quote lacks it),
    "added" (the source lacks it), "quotes" (straight or curly) or "space"; empty for a verbatim match. ``similarity``
    is from 0 to 1.
    """

    place: Place
    excerpt: Excerpt
    text: str
    similarity: float = 1.0
    differences: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What became of a citation or a quote that was checked.

    ``explanation`` says the verdict in a sentence. A citation has one match where its place exists.
    """

    claim: str
    verdict: Verdict
    explanation: str
    matches: tuple[Match, ...] = ()


class Answerer:
    """Answers questions over one folder of sources, and checks citations and quotes against it.

    Safe to call from several threads at once.
    """

    def __init__(self, settings: Settings) -> None:
        """Read the sources; raises SourcesError where nothing is left to serve."""
        self._settings = settings
        self._folder = Folder(settings.sources)
        scanned = list(self._folder.scan())
        self._problems = tuple(one for one in scanned if isinstance(one, Problem))
        self._engine = MemoryEngine(one for one in scanned if isinstance(one, Source))

    def ask(self, question: str, *, limit: int | None = None, before: str | None = None) -> Answer:
        """Answer a question, with at most ``limit`` passages.

        ``before`` is the question asked just before, whose subject a follow-up without one takes.
        """
        del before
        ranking = rank(understand(question, self._engine), self._engine, limit or self._settings.limit)
        passages = tuple(
            self._quote(number, one, quoted=number <= ranking.quoted)
            for number, one in enumerate(ranking.evidence, start=1)
        )
        answered = ranking.quoted > 0
        lead = "The sources say:" if answered else "The sources do not say."
        return Answer(
            question, ranking.question.kind, answered, ranking.confidence, ranking.reason, lead, passages, ranking.notes
        )

    def check(self, claim: str, *, context: int = 1) -> Check:
        """Check a citation or a quote against the sources as they stand on disk now, with lines of context."""
        raise NotImplementedError

    def excerpt(self, citation: str, *, context: int = 1, width: int = 300) -> Excerpt:
        """The lines of a citation and ``context`` lines around, each cut to a window of ``width`` characters.

        Raises CitationError where there is no such place.
        """
        raise NotImplementedError

    def sources(self) -> Sequence[Record]:
        """What is served."""
        return self._engine.records()

    def problems(self) -> Sequence[Problem]:
        """The files that are not served, and why."""
        return self._problems

    def suggest(self, typed: str, limit: int = 25) -> Sequence[str]:
        """Questions, titles and headings that fit what was typed so far, for completion."""
        raise NotImplementedError

    def refresh(self) -> bool:
        """Take up sources or an index that changed since; says whether anything did."""
        return False

    def _quote(self, number: int, evidence: Evidence, *, quoted: bool) -> Quote:
        passage = evidence.passage
        record = self._engine.record(passage.source)
        if record is None:
            raise LookupError(passage.source)
        return Quote(
            number,
            quoted,
            evidence.score,
            str(Citation.of(passage)),
            passage.source,
            record.title,
            record.metadata.publisher,
            record.metadata.date,
            record.metadata.url,
            passage.start,
            passage.end,
            passage.line,
            passage.column,
            passage.end_line,
            passage.end_column,
            record.sha256,
            passage.text,
            tuple(_place(one) for one in evidence.also),
            evidence.matches,
            evidence.answer,
            figures=evidence.figures,
        )


def _place(passage: Passage) -> Place:
    return Place(str(Citation.of(passage)), passage.source, passage.start, passage.end)
