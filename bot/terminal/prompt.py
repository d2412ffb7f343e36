"""The prompt: a session on a terminal with history, completion and search, or line by line through a pipe.

Errors are caught a line at a time: a line that fails is reported, and the session goes on.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings.model import Settings
from bot.settings.state import state_folder
from bot.terminal.screen import harmless
from bot.terminal.session import Session
from bot.wording.failures import failure_text

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import History

__all__ = ["converse", "history_path", "prompt_session", "read_lines"]

PROMPT = "› "


def read_lines(session: Session, lines: Iterable[str]) -> None:
    """Answer the lines of a pipe: each is repeated above its reply, without escape codes, and a blank line follows."""
    for line in lines:
        if line.strip():
            print(f"> {harmless(line.strip())}\n")
            _say(session, line)
        if session.ended:
            return


def converse(session: Session, prompt: "PromptSession[str]") -> None:
    """Answer at the prompt until Ctrl-D or ``:quit``; Ctrl-C drops the line, or the answer that is being made."""
    while not session.ended:
        try:
            line = prompt.prompt(PROMPT)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if line.strip():
            _interruptible(session, line)


def history_path(settings: Settings) -> Path | None:
    """Return the file that remembers questions for the next run, or None if the setting is off."""
    if not settings.history:
        return None
    return settings.history_path or state_folder() / "history"


def prompt_session(session: Session, remembered: Path | None) -> "PromptSession[str]":
    """Return the prompt of a session, with the history in the file ``remembered`` if there is one."""
    from prompt_toolkit import PromptSession  # noqa: PLC0415 - a pipe needs none of it

    return PromptSession(
        history=_history(remembered),
        completer=_completer(session),
        complete_while_typing=False,
        enable_history_search=True,
    )


def _history(remembered: Path | None) -> "History":
    """Return a history in a file that only its owner can read, or in memory if that is impossible."""
    from prompt_toolkit.history import FileHistory, InMemoryHistory  # noqa: PLC0415 - the same

    if remembered is None:
        return InMemoryHistory()
    try:
        remembered.parent.mkdir(parents=True, exist_ok=True)
        remembered.touch(mode=0o600)
        with remembered.open("ab"):
            return FileHistory(remembered)
    except OSError as error:
        print(f"pullquote: {remembered}: your questions are not remembered ({error.strerror})", file=sys.stderr)
        return InMemoryHistory()


def _completer(session: Session) -> "Completer":
    from prompt_toolkit.completion import Completer, Completion  # noqa: PLC0415 - the same

    class SessionCompleter(Completer):
        """Completes as the session does."""

        def get_completions(self, document: "Document", complete_event: "CompleteEvent") -> "Iterator[Completion]":
            del complete_event
            for text, typed in session.complete(document.text_before_cursor):
                yield Completion(text, start_position=-typed, display=harmless(text))

    return SessionCompleter()


def _interruptible(session: Session, line: str) -> None:
    try:
        _say(session, line)
    except KeyboardInterrupt:
        print("Interrupted.\n")


def _say(session: Session, line: str) -> None:
    try:
        reply = session.reply(line)
    except Exception as error:  # noqa: BLE001 - one question's trouble is no reason to end the conversation
        reply = harmless(failure_text(error, line.strip()))
    if reply:
        print(reply, end="\n\n", flush=True)
