"""Overviews: what the sources are, how they begin, and what they answer, for who does not know what to ask."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice, zip_longest

from index.annotation.entities import persons
from index.conversation.small_talk import SmallTalk, Talk
from index.documents.article import Record
from index.documents.blocks import Kind
from index.documents.bylines import is_dateline
from index.documents.passages import Passage
from index.library.answer import Answer, Quote
from index.library.quoting import Quoter
from index.library.suggestions import ACRONYM, SURE
from index.query.answer_type import AnswerType
from index.ranking.faq import is_question
from index.ranking.ranker import RankedPassage
from index.ranking.refusal import Reason, ReasonCode
from index.ranking.support import Outcome
from index.retrieval.engine import Engine
from index.text.analyzer import analyzer
from index.text.lexicon import words

__all__ = ["QUESTIONS", "Overview"]

FEATURED = 3
"""Sources that an overview tells of."""
QUESTIONS, TRIED = 3, 12
"""Questions that are suggested, and those that are asked to find so many that the sources answer."""
SCANNED = 500
"""Sources among which the newest are sought, by name."""
OPENING = 12
"""Passages at the beginning of a source among which its first own sentence is sought; set by hand."""
LOOK_BACK = 100
"""Passages before one among which the first of its section is sought."""
SENTENCES = 3
"""Sentences of a summary of one source."""
NAMED = 0.75
"""The share of the words of "summarise the first dialogue" that a title or a heading must have; set by hand."""
LONGEST, WORDS = 90, 4
"""Characters of a question that is suggested at most, and words of one that stands in a source at least."""

_TITLES = words("titles", "prepositions")


class Overview:
    """What some sources are about; ``answered`` says whether they answer a question."""

    def __init__(self, engine: Engine, sources: int, quoter: Quoter, answered: Callable[[str], bool]) -> None:
        """``sources`` is how many the engine holds."""
        self._engine, self._sources, self._quoter, self._answered = engine, sources, quoter, answered

    def answer(self, text: str, said: SmallTalk) -> Answer | None:
        """Return what to say to small talk; None if it asks for a summary of what no title or heading names."""
        openings = list(self._quoted(said))
        if said.talk is Talk.SUMMARY and not openings:
            return None
        passages = tuple(self._quote(rank, *one) for rank, one in enumerate(openings, start=1))
        return Answer(
            question=text,
            answer_type=AnswerType.OTHER,
            outcome=Outcome.ANSWERED if passages else Outcome.DECLINED,
            confidence=float(bool(passages)),
            reason=None if passages else Reason(ReasonCode.TALK),
            passages=passages,
            talk=said.talk,
            sources=self._sources,
            titles=tuple(dict.fromkeys((record.title, record.metadata.date) for record in self._featured)),
            suggestions=() if said.talk in {Talk.THANKS, Talk.SUMMARY} else tuple(self._questions()),
        )

    def _quote(self, rank: int, passage: Passage, quote: Passage) -> Quote:
        return self._quoter.quote(rank, RankedPassage(passage, quote, 0.0), quoted=True)

    @cached_property
    def _featured(self) -> list[Record]:
        """The newest sources, or the first by name of those without a date."""
        scanned = self._engine.records(SCANNED)
        return sorted(scanned, key=lambda one: str(one.metadata.date or ""), reverse=True)[:FEATURED]

    def _quoted(self, said: SmallTalk) -> Iterator[tuple[Passage, Passage]]:
        """The first sentences of what is asked for, each with the passage that it is made wider from."""
        if said.talk is Talk.SUMMARY:
            yield from self._summary(said.about)
        elif said.talk is Talk.OVERVIEW:
            for record in self._featured:
                first = self._lead(self._engine.passages(record.name, 0, OPENING))
                yield from ((one, self._engine.excerpt(one, one.whole)) for one in first[:1])

    def _summary(self, about: str) -> Iterator[tuple[Passage, Passage]]:
        """The first sentences of the article, or of the section, that some words name."""
        found = self._named(about)
        if found is None:
            return
        first, section = found
        lead = self._lead(self._engine.passages(first.source, first.ordinal, first.ordinal + OPENING), section)
        joined = [one for one in lead[:SENTENCES] if one.paragraph == lead[0].paragraph]
        for one in lead[:1]:
            yield one, self._engine.excerpt(one, (one.whole[0], max(one.whole[1], joined[-1].end)))
        yield from ((one, self._engine.excerpt(one, one.whole)) for one in lead[len(joined) : SENTENCES])

    def _named(self, about: str) -> tuple[Passage, tuple[str, ...] | None] | None:
        """Return where the article, or the section with its path, begins that some words name, or None."""
        asked = set(chain.from_iterable(analyzer(code).terms(about) for code in self._engine.languages))
        found = self._engine.candidates(dict.fromkeys(asked, 1.0), 32) if asked else ()
        titled = max(found, key=lambda one: _share(asked, one.title), default=None)
        if titled and _share(asked, titled.title) >= NAMED:
            return self._engine.passages(titled.passage.source, 0, 0)[0], None
        headed = max(found, key=lambda one: _share(asked, one.heads), default=None)
        if headed and _share(asked, headed.heads) >= NAMED:
            return self._first_below(headed.passage), headed.passage.path
        return None

    def _first_below(self, passage: Passage) -> Passage:
        """Return the first passage below the heading that a passage stands under, as far back as is looked."""
        before = self._engine.passages(passage.source, max(0, passage.ordinal - LOOK_BACK), passage.ordinal)
        return next(one for one in before if one.path == passage.path)

    @staticmethod
    def _lead(passages: Sequence[Passage], section: tuple[str, ...] | None = None) -> list[Passage]:
        """The own sentences that some passages begin with: those behind the dateline, if they have one."""
        datelines = [at for at, one in enumerate(passages) if not one.quotable and is_dateline(one.plain)]
        behind = passages[datelines[0] + 1 :] if datelines else passages
        own = [one for one in behind if one.quotable and (section is None or one.path == section)]
        return [one for one in own if one.kind is Kind.TEXT and not is_question(one.plain)] or own

    def _questions(self) -> Iterator[str]:
        """Questions that the sources answer, made of their own words, by turns of each source; or else summaries."""
        likely, others = (self._fitting(map(made, self._featured)) for made in (self._asked_in, self._about_names))
        summaries = (f"Summarise “{record.title}”" for record in self._featured)
        yield from islice(chain(likely, summaries, others), QUESTIONS)

    def _fitting(self, by_source: Iterable[Iterator[str]]) -> Iterator[str]:
        """Those of some questions that the sources answer, by turns of each source; few are tried."""
        made = dict.fromkeys(one for one in chain.from_iterable(zip_longest(*by_source)) if one)
        return (one for one in islice(made, TRIED) if len(one) <= LONGEST and self._answered(one))

    def _asked_in(self, record: Record) -> Iterator[str]:
        """Likely questions to one source: its own, then about its sections, then about what it names often."""
        passages = self._engine.passages(record.name, 0, OPENING * 3)
        yield from (one.plain for one in passages if is_question(one.plain) and len(one.plain.split()) >= WORDS)
        headings = dict.fromkeys(one.path[1] for one in passages if len(one.path) > 1)
        yield from (f"What is said about “{one}”?" for one in headings if " " in one and not is_question(one))
        named = Counter(name for one in passages if one.quotable for name in _people(one.plain))
        yield from (f"What is said about {name}?" for name, count in named.most_common(TRIED) if count > 1)

    def _about_names(self, record: Record) -> Iterator[str]:
        """Questions about whom and what one source names at all."""
        texts = [one.plain for one in self._engine.passages(record.name, 0, OPENING * 3) if one.quotable]
        names = chain.from_iterable((*_people(text), *ACRONYM.findall(text)) for text in texts)
        yield from (f"What is said about {name}?" for name in dict.fromkeys(names))


def _people(text: str) -> Iterator[str]:
    """Return the persons that a sentence surely names, by name and family name without a title."""
    for span in persons(text):
        said = text[span.start : span.end].split()
        if span.strength >= SURE and len(said) > 1 and not _TITLES.intersection(map(str.lower, said)):
            yield " ".join(said)


def _share(asked: set[str], held: Sequence[str]) -> float:
    """The share of some terms that others hold, from 0 to 1."""
    return len(asked.intersection(held)) / len(asked)
