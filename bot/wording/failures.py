"""Words failures, so that whatever else was asked can still be answered."""

from pathlib import Path

from bot.wording.of_sources import of_sources
from bot.wording.speaking import voice
from index.errors import PullquoteError

__all__ = ["failure_text"]

ROOT = Path(__file__).parents[2]


def failure_text(error: Exception, question: str = "") -> str:
    """Return the message of an error that a person can cure; report any other in one line as a bug of Pullquote.

    A bug is given with the place in the program that raised it, for a report, and with ``question`` unless that is
    shown beside it anyway.
    """
    if isinstance(error, PullquoteError):
        return of_sources(str(error), voice())
    asked = f"“{question}”: " if question else ""
    return " ".join(f"{asked}this is a bug of Pullquote ({_origin(error)})".split())


def _origin(error: Exception) -> str:
    """Return the type of an error, its message, and the file and line that raised it."""
    from traceback import extract_tb  # noqa: PLC0415 - only a bug needs it

    message = f"{type(error).__name__}: {error}".rstrip(": ")
    frames = extract_tb(error.__traceback__)
    if not frames:
        return message
    path = Path(frames[-1].filename)
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
    return f"{message}; {name}, line {frames[-1].lineno}"
