"""A library that words its answers: all that the terminal and Discord use of it."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from bot.page_link import with_citations
from bot.settings.model import Settings
from bot.wording.invisible import without_invisible
from bot.wording.lead import Wording
from bot.wording.of_sources import of_sources
from bot.wording.template_file import ENGLISH
from bot.wording.voices import Voices
from index.library.answer import Answer
from index.library.library import Library
from index.library.scope import Scope

if TYPE_CHECKING:
    from index.retrieval.store.updating import IndexProgress

__all__ = ["Answerer", "WordedAnswer"]


@dataclass(frozen=True, slots=True)
class WordedAnswer(Answer):
    """An answer in words.

    ``lead`` is the line above its quotes, with the reason if there is one; "" if they speak for themselves. ``because``
    is that reason as a clause, "" for an answer. ``suggested`` is the line above its suggestions. ``notes`` hold all
    remarks. ``language`` is the code of the language of these words.
    """

    lead: str = ""
    because: str = ""
    suggested: str = ""
    language: str = ENGLISH


class Answerer(Library):
    """Answers questions over the sources of the settings, in the wording of the settings."""

    def __init__(
        self,
        settings: Settings,
        say: Callable[[str], None] = lambda _: None,
        report: "Callable[[IndexProgress], None]" = lambda _: None,
    ) -> None:
        """Open the sources; ``say`` receives one-line notices and ``report`` the progress of making an index.

        Raises SettingsError if the wording cannot be used, SourcesError if nothing can be served, and IndexingError if
        an index cannot be used.
        """
        self.voices = Voices(settings.language, settings.templates)
        super().__init__(
            settings.sources,
            limit=settings.limit,
            quotes=settings.quotes,
            strictness=settings.strictness,
            max_file_bytes=settings.max_file_bytes,
            engine=settings.engine,
            memory_passages=settings.memory_passages,
            index_path=settings.index_path,
            cluster=settings.cluster.access,
            watch=settings.watch,
            changed=settings.changed,
            semantic_model=settings.semantic_model,
            semantic_threads=settings.semantic_threads,
            on_notice=say,
            on_progress=report,
        )

    def ask(
        self,
        question: str,
        *,
        limit: int | None = None,
        before: str | None = None,
        scope: Scope | None = None,
        language: str = "",
    ) -> WordedAnswer:
        """Answer a question in words of a ``language``, or else of that of the question; see ``Library.ask``.

        What one cannot see of a question is left out.
        """
        question, before = without_invisible(question), before and without_invisible(before)
        if scope:
            return self.within(scope).ask(question, limit=limit, before=before, language=language)
        answer = super().ask(question, limit=limit, before=before)
        values = {field.name: getattr(answer, field.name) for field in fields(answer)}
        words = Wording(self.voices.for_question(question, language))
        suggestions = tuple(of_sources(one, words.voice) for one in answer.suggestions)
        return WordedAnswer(
            **values | {"notes": tuple(words.notes(answer)), "suggestions": suggestions},
            lead=words.lead(answer),
            because=words.reason(answer),
            suggested=words.suggested(answer),
            language=words.voice.code,
        )

    def _read(self, text: str) -> str:
        """Take links to pages of the website for citations."""
        return with_citations(text, lambda name: self.served.engine.record(name) is not None)
