"""Runs the answerer in worker threads, off the event loop, a few at a time and with a time limit.

Nothing here imports discord.
"""

import asyncio
import functools
import hashlib
import logging
import math
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from bot.answers import Answerer, WordedAnswer
from bot.discord.cards.answer_cards import answer_pages
from bot.discord.cards.card_reader import Cited
from bot.discord.cards.check_cards import CitationCheck
from bot.discord.client.event_log import event
from bot.discord.client.recent_answers import Asked, DrawnAnswer, RecentAnswers
from bot.discord.client.source_names import SourceNames
from bot.discord.client.usage import UsageCounts
from bot.discord.operation.pauses import settle
from bot.discord.operation.vitals import Tally
from bot.fairness.check_queue import CheckQueue
from bot.page_link import page_base
from bot.settings.model import Settings
from bot.wording.speaking import speaking
from index.citations.claims import Claim
from index.citations.excerpts import Excerpt
from index.deadline import Deadline
from index.documents.folder import Problem
from index.documents.formats.kinds import Content, read
from index.documents.metadata import Metadata
from index.errors import CitationError
from index.library.scope import Scope
from index.library.verification import Verdict, Verification
from index.retrieval.engine import Record

__all__ = ["SUGGESTION", "SUGGESTIONS", "Workers"]

log = logging.getLogger(__name__)
T = TypeVar("T")

SUGGESTION = 100
"""The longest choice that Discord completes, in characters."""
SUGGESTIONS = 25
"""The most choices that Discord shows."""
SUGGEST_SECONDS = 2.0
"""The time limit of a completion; Discord drops it after three seconds."""
SOON = 0.7
"""The time limit of what is done before Discord is answered at all."""
SCOPES = 32
"""Parts of the sources whose names are known."""
RECENT = 500
"""Answers of which another page is shown at once."""
NAMES_SECONDS = 60.0
"""The time for which the names of sources are taken to be the same when one is completed."""
EXCERPT_WIDTH = 700
"""The longest line that is shown whole, in characters."""
AROUND = 2
"""The fewest lines before and after one that somebody asks for by its number."""


class Workers:
    """Asks the answerer in threads. Every method raises TimeoutError if that takes too long."""

    def __init__(self, answerer: Answerer, settings: Settings) -> None:
        self.answerer = answerer
        self.settings = settings.discord
        self.context = settings.context
        self.scopes = settings.scopes
        self._all_settings = settings
        self.counts = UsageCounts(self.settings.counts)
        self._pool = ThreadPoolExecutor(self.settings.workers, "answer")
        self._typing = ThreadPoolExecutor(1, "suggest")
        self._recent = RecentAnswers(RECENT)
        self._names: OrderedDict[Scope | None, tuple[float, SourceNames]] = OrderedDict()
        self._checks = CheckQueue(self.settings.check_seconds)
        self.tally = Tally()
        self._asked = self._busy = 0
        self._idle = asyncio.Event()
        self.closing = False

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        """Mark an answer under way, for which `drain` waits."""
        self._busy += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    def page_base(self, scope: Scope | None) -> str | None:
        """Return the address below which the website has the pages of a part of the sources, None if it has none."""
        return page_base(self._all_settings, scope)

    @property
    def pending(self) -> tuple[int, int]:
        """The questions, and the checks, that wait or are under way."""
        return self._asked, self._checks.pending

    async def drain(self) -> None:
        """Take no more questions, and wait for the answers under way as long as an answer may take."""
        self.closing = True
        if self._busy:
            event(log.info, "finishing", answers=self._busy)
            try:
                await asyncio.wait_for(self._idle.wait(), self.settings.answer_seconds)
            except TimeoutError:
                event(log.warning, "left unfinished", answers=self._busy)
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._typing.shutdown(wait=False, cancel_futures=True)
        self._checks.close()
        await asyncio.to_thread(self.counts.write)

    async def ask(
        self,
        question: str,
        before: str | None = None,
        *,
        scope: Scope | None,
        again: bool = False,
        language: str = "",
    ) -> DrawnAnswer:
        """Answer a question, in a ``language`` or else its own; ``again`` is for another page, which does not count.

        Another page is that of the answer as it was given, if its sources still are as they were quoted.
        """
        began = time.perf_counter()
        within, asked = self.answerer.within(scope), (question, before, scope, language)
        given = self._recent.find(asked, within) if again else None
        drawn = await self._run(
            lambda: _again(within, given) or self._drawn(within.ask(question, before=before, language=language), asked)
        )
        self._recent.keep(asked, drawn, within)
        answer = drawn.answer
        if not again:
            self.tally.answers[answer.outcome.value] += 1
            self._count("asked", answer.outcome.value)
        event(
            log.info,
            "page" if again else "asked",
            outcome=answer.outcome.value,
            confidence=round(answer.confidence, 2),
            milliseconds=round((time.perf_counter() - began) * 1000),
            **({"question": question} if self.settings.log_questions else {}),
        )
        return drawn

    def _drawn(self, answer: WordedAnswer, asked: Asked) -> DrawnAnswer:
        """Draw the pages of an answer, which costs the thread that answers what the event loop should not spend."""
        _, before, scope, _ = asked
        before = before if before and answer.subject else ""
        with speaking(self.answerer.voices.of(answer.language)):
            return DrawnAnswer(answer, before, answer_pages(answer, before, self.page_base(scope)))

    async def claims(self, texts: Sequence[str], *, scope: Scope | None) -> Sequence[str | Claim]:
        """Return what some texts claim, to be checked one by one: each quote with the citation beside it."""
        within = self.answerer.within(scope)
        found = await self._suggested(lambda: [one for text in texts for one in within.claims(text)], SOON)
        return found or texts

    async def check(self, claims: Sequence[str | Claim], person: int, *, scope: Scope | None) -> Sequence[Verification]:
        """Check citations or quotes of a person against the sources as they stand on disk.

        Those are left out for which the time was too short, but at least one is returned. Raises BusyError if too many
        checks wait already.
        """
        within = self.answerer.within(scope)
        works = [(len(str(claim)), functools.partial(within.check, claim)) for claim in claims]
        checks = await self._checks.each(person, works, self.settings.answer_seconds)
        self._count_checks([check.verdict for check in checks])
        return checks

    async def recheck(self, quotes: Sequence[Cited], person: int, *, scope: Scope | None) -> Sequence[CitationCheck]:
        """Check for a person if the quotes of a card still stand where they are cited; see `check`."""
        within = self.answerer.within(scope)
        works = [(len(quote.words), functools.partial(_recheck, within, quote)) for quote in quotes]
        checks = await self._checks.each(person, works, self.settings.answer_seconds)
        self._count_checks([check.verdict for check in checks])
        return checks

    async def excerpt(self, citation: str, *, scope: Scope | None) -> Excerpt:
        """Return the lines around a place; raises CitationError if there is no such place."""
        around = max(self.context, AROUND)
        within = self.answerer.within(scope)
        return await self._run(lambda: within.excerpt(citation, context=around, width=EXCERPT_WIDTH))

    async def excerpts(self, citations: Sequence[str], *, scope: Scope | None) -> Sequence[Excerpt]:
        """Return the lines around each of these places that still exists."""
        within = self.answerer.within(scope)
        return await self._run(lambda: [one for cited in citations for one in _excerpt(within, cited, self.context)])

    async def sources(self, *, scope: Scope | None) -> tuple[Sequence[Record], Sequence[Problem]]:
        """List the sources that are served, by name, and the files that are not."""
        within = self.answerer.within(scope)
        return await self._run(lambda: (within.sources(), within.problems()))

    async def find_sources(self, name: str, *, scope: Scope | None) -> Sequence[Record]:
        """Return the sources whose name or title contains a text, exact matches first."""
        return await self._run(lambda: SourceNames(self.answerer.within(scope).sources()).find(name))

    async def suggest_sources(self, typed: str, *, scope: Scope | None, folder: str = "") -> Sequence[Record]:
        """Return the sources to choose from by what was typed, in a folder; none if they would come too late."""
        found = await self._suggested(lambda: self._names_in(scope).find(typed, SUGGESTIONS * 2, folder))
        return [one for one in found if len(one.name) <= SUGGESTION][:SUGGESTIONS]

    async def suggest(self, typed: str, *, scope: Scope | None) -> Sequence[str]:
        """Return the completions of a question that Discord takes; none if they would come too late."""
        completions = await self._suggested(lambda: self.answerer.within(scope).suggest(typed, SUGGESTIONS * 2))
        return [one for one in dict.fromkeys(completions) if 0 < len(one) <= SUGGESTION][:SUGGESTIONS]

    async def read_source(self, name: str, data: bytes) -> Content:
        """Read what is to become a source, as the folder would; raises SourceError if it could not be served."""
        digest = hashlib.sha256(data).hexdigest()
        return await self._run(lambda: read(name, data, digest, Metadata()))

    async def refresh(self) -> None:
        """Take up sources that changed."""
        if await self._run(self.answerer.refresh):
            self._names.clear()
            settle()
            event(log.info, "refreshed", sources=len(self.answerer.sources()))

    async def _suggested(self, work: Callable[[], Sequence[T]], seconds: float = SUGGEST_SECONDS) -> Sequence[T]:
        try:
            async with asyncio.timeout(seconds):
                return await self._call(self._typing, work)
        except TimeoutError:
            return ()

    def _names_in(self, scope: Scope | None) -> SourceNames:
        """Return the names to complete, which are read anew only once in a while: not at every key."""
        until, names = self._names.get(scope, (-math.inf, SourceNames(())))
        if time.monotonic() > until:
            names = SourceNames(self.answerer.within(scope).sources())
            self._names[scope] = time.monotonic() + NAMES_SECONDS, names
            if len(self._names) > SCOPES:
                self._names.popitem(last=False)
        return names

    async def _run(self, work: Callable[[], T]) -> T:
        seconds = self.settings.answer_seconds
        deadline = Deadline(seconds)
        self._asked += 1
        try:
            async with asyncio.timeout(seconds):
                return await self._call(self._pool, functools.partial(deadline.run, work))
        finally:
            self._asked -= 1
            deadline.end()

    async def _call(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        """Do some work in a thread of a pool, as soon as one is free."""
        return await asyncio.get_running_loop().run_in_executor(pool, work)

    def _count_checks(self, verdicts: Sequence[Verdict]) -> None:
        for verdict in verdicts:
            event(log.info, "checked", verdict=verdict.value)
        self._count(*["checked"] * len(verdicts))

    def _count(self, *kinds: str) -> None:
        """Count, and write the counts in a thread; nobody waits for that."""
        self.counts.add(*kinds)
        if self.settings.counts and not self.closing:
            asyncio.get_running_loop().run_in_executor(self._typing, self.counts.write)


def _excerpt(answerer: Answerer, citation: str, context: int) -> Sequence[Excerpt]:
    try:
        return [answerer.excerpt(citation, context=context, width=EXCERPT_WIDTH)]
    except CitationError:
        return []


def _again(answerer: Answerer, given: DrawnAnswer | None) -> DrawnAnswer | None:
    return given if given and answerer.as_quoted(given.answer) else None


def _recheck(answerer: Answerer, cited: Cited) -> CitationCheck:
    check = answerer.check(cited.citation, words=cited.words)
    if check.verdict.good:
        return CitationCheck(cited, Verdict.AT_CITATION)
    check = answerer.check(Claim(cited.words))
    if check.verdict.good:
        return CitationCheck(cited, Verdict.ELSEWHERE, check.matches)
    verdict = Verdict.CHANGED if check.matches else Verdict.NOWHERE
    return CitationCheck(cited, verdict, check.matches, not check.unsearched)
