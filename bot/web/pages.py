"""The pages of one part of the website, made in a thread: each method returns HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from bot.answers import Answerer, WordedAnswer
from bot.web.answer_view import AnswerView
from bot.web.check_view import check_view
from bot.web.served_part import ServedPart
from bot.web.templates import PageTemplates
from bot.wording.speaking import speaking
from index.library.verification import Verification

__all__ = ["Pages"]

FEATURED = 12
"""Sources that the first page names."""
SCANNED = 1_000
"""Sources among which those are sought."""
ON_PAGE = 100
"""Sources on a page of the list."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a part; ``root`` is the path before its own."""

    part: ServedPart
    templates: PageTemplates
    root: str = ""

    @property
    def path(self) -> str:
        """The path of the part as links have it."""
        return self.root + self.part.path

    @property
    def library(self) -> Answerer:
        """The sources of the part."""
        return self.part.library

    def home(self) -> str:
        """Return the first page."""
        served = self.library.served
        records = served.engine.records(SCANNED)
        newest = sorted(records, key=lambda one: (str(one.metadata.date or ""), one.name), reverse=True)
        featured = newest if len(records) > FEATURED else records
        return self._render("home", records=featured[:FEATURED], total=served.sources)

    def ask(self, question: str, before: str | None, base: str, language: str = "") -> str:
        """Return the page of an answer, in a ``language`` or its own; ``base`` is the whole address of the part."""
        answer = self.library.ask(question, before=before, language=language)
        with speaking(self.library.voices.of(answer.language)):
            return self._answer(answer, base)

    def _answer(self, answer: WordedAnswer, base: str) -> str:
        view = AnswerView(self.library, self.path, base)
        quotes = [view.quote(one, around=True) for one in answer.quotes]
        others = [view.quote(one) for one in answer.others]
        lead = answer.quotes[0] if answer.quotes else None
        return self._render(
            "ask",
            answer=answer,
            before=answer.subject,
            outcome="talk" if answer.talk else answer.outcome.value,
            quotes=quotes,
            others=() if answer.talk else others,
            figures=() if answer.talk else view.figures(answer),
            confidence=round(answer.confidence * 100),
            described=f"“{lead.plain}” – {lead.title}, {lead.citation}" if lead else answer.lead,
        )

    def check(self, text: str = "", checks: Sequence[Verification] = (), left_out: int = 0) -> str:
        """Return the page for a check, with the checks of a text, of which as many were left out for want of time."""
        views = [check_view(one, self.path) for one in checks]
        return self._render("check", text=text, checks=views, left_out=left_out)

    def sources(self, wanted: str, number: int) -> str:
        """Return a page of the list of sources, from 1, or of those whose name or title holds what is ``wanted``."""
        found = self.part.list.find(wanted)
        last = max(1, -(-len(found.names) // ON_PAGE))
        number = min(max(number, 1), last)

        def page(at: int) -> str:
            fields = ({"q": wanted} if wanted else {}) | {"page": str(at)}
            return f"{self.path}/sources?{urlencode(fields)}"

        return self._render(
            "sources",
            records=found.records((number - 1) * ON_PAGE, ON_PAGE),
            problems=() if wanted else self.library.problems(),
            wanted=wanted,
            total=len(found.names),
            before=page(number - 1) if number > 1 else "",
            after=page(number + 1) if number < last else "",
        )

    def error(self, told: str) -> str:
        """Return the page of an error."""
        return self._render("error", told=told)

    def link(self, name: str) -> str:
        """Return the path of a source's page."""
        return f"{self.path}/source/{quote(name)}"

    def _render(self, name: str, **values: Any) -> str:  # noqa: ANN401 - what a template takes is its own
        return self.templates.render(name, path=self.path, link=self.link, **values)
