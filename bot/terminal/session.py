"""A session of the prompt: takes lines, returns text, and remembers the last answer."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import ClassVar

from bot.answers import Answerer, WordedAnswer
from bot.jsonform import answer_object, dumps
from bot.terminal.answer_text import CLOSEST, answer_text, explanation_text, more_text
from bot.terminal.check_text import check_text, excerpt_text
from bot.terminal.screen import Screen
from bot.terminal.source_text import reloaded_text, sources_text
from bot.wording.speaking import speak
from index.library.answer import Quote

__all__ = ["Command", "Session"]

PAGE = 3
"""Passages that ``:more`` shows at once."""
LEAVING = frozenset({"quit", "exit", "quit()", "exit()", "bye"})
"""Lines that end a session, as ``:quit`` does."""
NOTHING_YET = "Ask something first."

_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the prompt: its handler, which takes the rest of the line, its arguments and its help."""

    run: Callable[["Session", str], str]
    takes: str
    does: str


class Session:
    """A conversation with the sources.

    ``screen`` is called for each reply, because the width of a terminal changes. ``ended`` is True after ``:quit``.
    """

    def __init__(self, answerer: Answerer, screen: Callable[[], Screen], *, folder: str, context: int) -> None:
        self._answerer = answerer
        self._screen = screen
        self._folder = folder
        self._lines = context
        self._answer: WordedAnswer | None = None
        self._topic: str | None = None
        self._shown = 0
        self.ended = False

    def reply(self, line: str) -> str:
        """Answer a question, or run a command; raises PullquoteError."""
        name, _, rest = line.strip().partition(" ")
        if line.strip().casefold() in LEAVING:
            return self._quit("")
        if not name.startswith(":"):
            return self._ask(line.strip())
        if name in self.COMMANDS:
            return self.COMMANDS[name].run(self, rest.strip())
        near = get_close_matches(name, self.COMMANDS, n=1, cutoff=0.4)
        hint = f"did you mean {near[0]}?" if near else ":help lists those there are."
        return f"There is no command {name}; {hint}"

    def complete(self, typed: str) -> Iterator[tuple[str, int]]:
        """Yield completions of a line, each with the number of characters before the cursor that it replaces."""
        name, space, rest = typed.partition(" ")
        if not typed.startswith(":"):
            yield from ((one, len(typed)) for one in self._answerer.suggest(typed)) if typed.strip() else ()
        elif not space:
            yield from ((one, len(typed)) for one in self.COMMANDS if one.startswith(name))
        elif name in {":check", ":context"}:
            yield from ((one, len(rest)) for one in self._places(name) if one.startswith(rest))

    def _places(self, command: str) -> Iterator[str]:
        """Yield the arguments of a command: ranks of the last answer, or its citations and the names of sources."""
        passages = self._answer.passages if self._answer else ()
        if command == ":context":
            yield from (str(one.rank) for one in passages)
        else:
            yield from (one.citation for one in passages)
            yield from (f"{one.name}:" for one in self._answerer.sources())

    def _ask(self, question: str) -> str:
        answer = self._answerer.ask(question, before=self._topic)
        self._answer = answer
        speak(self._answerer.voices.of(answer.language))
        self._topic = answer.asked
        self._shown = 0 if answer.quotes else CLOSEST
        return answer_text(answer, self._screen())

    def _check(self, claim: str) -> str:
        if not claim:
            return "Name what to check: the number of a passage, a citation, or some words."
        if not _NUMBER.fullmatch(claim):
            return check_text(self._answerer.check(claim, context=self._lines), self._screen())
        quote = self._passage(claim)
        if isinstance(quote, str):
            return quote
        check = self._answerer.check(quote.citation, context=self._lines, words=quote.text, sha256=quote.sha256)
        return check_text(check, self._screen())

    def _context(self, rest: str) -> str:
        number, _, lines = rest.partition(" ")
        if not _NUMBER.fullmatch(number) or not _NUMBER.fullmatch(lines or "0"):
            return "Name a passage by its number, and how many lines around if you like: :context 1 3"
        quote = self._passage(number)
        if isinstance(quote, str):
            return quote
        around = int(lines) if lines else self._lines
        return excerpt_text(self._answerer.excerpt(quote.citation, context=around), self._screen())

    def _more(self, _: str) -> str:
        if self._answer is None:
            return NOTHING_YET
        page = self._answer.others[self._shown : self._shown + PAGE]
        self._shown += len(page)
        return more_text(page, self._screen()) if page else "There are no more."

    def _explain(self, _: str) -> str:
        return explanation_text(self._answer, self._screen()) if self._answer else NOTHING_YET

    def _json(self, _: str) -> str:
        return dumps(answer_object(self._answer, base=self._screen().base)) if self._answer else NOTHING_YET

    def _sources(self, _: str) -> str:
        return sources_text(self._folder, self._answerer.sources(), self._answerer.problems(), self._screen())

    def _reload(self, _: str) -> str:
        return reloaded_text(self._answerer.reload())

    def _help(self, _: str) -> str:
        wide = max(len(name) + len(command.takes) for name, command in self.COMMANDS.items()) + 1
        lines = ["Type a question; a follow-up such as “And where?” takes its subject from the one before.", ""]
        lines += [f"{f'{name} {command.takes}':<{wide}}  {command.does}" for name, command in self.COMMANDS.items()]
        return "\n".join(lines)

    def _quit(self, _: str) -> str:
        self.ended = True
        return ""

    def _passage(self, number: str) -> Quote | str:
        """Return the passage of the last answer with this rank, or a message if there is none."""
        if self._answer is None:
            return NOTHING_YET
        passage = next((one for one in self._answer.passages if one.rank == int(number)), None)
        last = len(self._answer.passages)
        return passage or (
            f"The last answer has passages 1 to {last}, and no {number}." if last else "It has no passages."
        )

    COMMANDS: ClassVar[Mapping[str, Command]] = {
        ":check": Command(_check, "N | CITATION | WORDS", "check passage N of the last answer, a citation, or a quote"),
        ":context": Command(_context, "N [LINES]", "show passage N of the last answer in its lines, with LINES around"),
        ":more": Command(_more, "", "show the next best passages"),
        ":explain": Command(_explain, "", "show the figures behind the last answer"),
        ":json": Command(_json, "", "show the last answer as JSON"),
        ":sources": Command(_sources, "", "show what is served"),
        ":reload": Command(_reload, "", "take up what changed in the folder, however much"),
        ":help": Command(_help, "", "show this"),
        ":quit": Command(_quit, "", "end, as quit, exit and Ctrl-D do"),
    }
