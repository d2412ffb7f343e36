"""The desk between Discord and the answerer: off the event loop, a few at a time, with a limit of time.

It knows nothing of discord, so that one sees at a glance what work the bot does.
"""

import asyncio
import functools
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from bot.answers import Answerer, WordedAnswer
from bot.discord.cards.check_cards import CitationCheck
from bot.discord.cards.reading import Cited
from bot.discord.client.usage import UsageCounts
from bot.settings.model import Settings
from index.citations.excerpts import Excerpt
from index.documents.folder import Problem
from index.errors import CitationError
from index.library.verification import Verdict, Verification
from index.retrieval.engine import Record

__all__ = ["Desk"]

log = logging.getLogger(__name__)
T = TypeVar("T")

SUGGESTION = 100
"""The longest choice that Discord completes, in characters."""
SUGGESTIONS = 25
SUGGEST_SECONDS = 2.0
"""How long a completion may take; Discord drops it after three seconds."""
EXCERPT_WIDTH = 700
"""The longest line that is shown whole, in characters."""
AROUND = 2
"""Lines before and after one that somebody asks for by its number, at least."""


class Desk:
    """Asks the answerer in threads. Every method raises TimeoutError where the answer takes too long."""

    def __init__(self, answerer: Answerer, settings: Settings) -> None:
        self.answerer = answerer
        self.settings = settings.discord
        self.context = settings.context
        self.counts = UsageCounts(self.settings.counts)
        self._pool = ThreadPoolExecutor(self.settings.workers, "answer")
        self._typing = ThreadPoolExecutor(1, "suggest")
        self._busy = 0
        self._idle = asyncio.Event()
        self.closing = False

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        """Marks that somebody is being answered, for `drain` to wait for."""
        self._busy += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def drain(self) -> None:
        """Take no more questions, and wait for what is being answered as long as an answer may take."""
        self.closing = True
        if self._busy:
            log.info("finishing", extra={"fields": {"answers": self._busy}})
            try:
                await asyncio.wait_for(self._idle.wait(), self.settings.answer_seconds)
            except TimeoutError:
                log.warning("left unfinished", extra={"fields": {"answers": self._busy}})
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._typing.shutdown(wait=False, cancel_futures=True)

    async def ask(self, question: str, before: str | None = None, *, again: bool = False) -> WordedAnswer:
        """Answer a question; ``again`` is for another page of an answer, which is not counted."""
        began = time.perf_counter()
        answer = await self._run(functools.partial(self.answerer.ask, question, before=before))
        if not again:
            self.counts.add("asked")
            self.counts.add("answered" if answer.answered else "declined")
        text = {"question": question} if self.settings.log_questions else {}
        took = round((time.perf_counter() - began) * 1000)
        fields = {"answered": answer.answered, "confidence": round(answer.confidence, 2), "milliseconds": took, **text}
        log.info("page" if again else "asked", extra={"fields": fields})
        return answer

    async def check(self, claims: Sequence[str]) -> Sequence[Verification]:
        """Check citations or quotes against the sources as they stand on disk."""
        found = await self._run(lambda: [self.answerer.check(claim) for claim in claims])
        for one in found:
            self.counts.add("checked")
            log.info("checked", extra={"fields": {"verdict": one.verdict.value}})
        return found

    async def recheck(self, quotes: Sequence[Cited]) -> Sequence[CitationCheck]:
        """Whether quotes of ours still stand where they are cited."""
        found = await self._run(lambda: [self._standing(one) for one in quotes])
        for one in found:
            self.counts.add("checked")
            log.info("checked", extra={"fields": {"verdict": one.verdict.value}})
        return found

    async def excerpt(self, citation: str) -> Excerpt:
        """The lines around one place. Raises CitationError where there is no such place."""
        around = max(self.context, AROUND)
        return await self._run(lambda: self.answerer.excerpt(citation, context=around, width=EXCERPT_WIDTH))

    async def excerpts(self, citations: Sequence[str]) -> Sequence[Excerpt]:
        """The lines around cited places, without those that are there no more."""
        return await self._run(lambda: [one for cited in citations for one in self._excerpt(cited, self.context)])

    async def sources(self) -> tuple[Sequence[Record], Sequence[Problem]]:
        """What is served, by name, and what is not and why."""
        return await self._run(lambda: (self.answerer.sources(), self.answerer.problems()))

    async def suggest(self, typed: str) -> Sequence[str]:
        """Completions of a question that Discord takes; none where they would come too late."""
        work = functools.partial(self.answerer.suggest, typed, SUGGESTIONS * 2)
        try:
            async with asyncio.timeout(SUGGEST_SECONDS):
                found = await self._call(self._typing, work)
        except (TimeoutError, RuntimeError):
            return ()
        return [one for one in dict.fromkeys(found) if 0 < len(one) <= SUGGESTION][:SUGGESTIONS]

    async def refresh(self) -> None:
        """Take up sources that changed."""
        if await self._run(self.answerer.refresh):
            log.info("refreshed", extra={"fields": {"sources": len(self.answerer.sources())}})

    async def _run(self, work: Callable[[], T]) -> T:
        async with asyncio.timeout(self.settings.answer_seconds):
            return await self._call(self._pool, work)

    async def _call(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        """Do some work in a thread of a pool, when one is free."""
        return await asyncio.get_running_loop().run_in_executor(pool, work)

    def _excerpt(self, citation: str, context: int) -> Sequence[Excerpt]:
        try:
            return [self.answerer.excerpt(citation, context=context, width=EXCERPT_WIDTH)]
        except CitationError:
            return []

    def _standing(self, cited: Cited) -> CitationCheck:
        for one in self._excerpt(cited.citation, 0):
            now = "\n".join(line.text[slice(*line.marked)] for line in one.lines if line.marked)
            if cited.words.strip() and cited.words.strip() in now:
                return CitationCheck(cited, Verdict.STANDS)
        found = self.answerer.check(cited.words)
        verdict = {Verdict.STANDS: Verdict.ELSEWHERE, Verdict.NEARLY: Verdict.CHANGED}.get(found.verdict)
        return CitationCheck(cited, verdict or Verdict.ABSENT, found.matches if verdict else ())
