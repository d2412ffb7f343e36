"""Failures: what is told where a question could not be answered, so that whatever else was asked still is."""

from pathlib import Path

from index.errors import PullquoteError

__all__ = ["told"]

ROOT = Path(__file__).parents[2]


def told(error: Exception, question: str = "") -> str:
    """The cause of a failure: what a person can cure in its own words, anything else as a bug of Pullquote in one line.

    A bug is told with the place in the program where it showed, so that it can be reported, and with the question where
    that does not stand beside it anyway.
    """
    if isinstance(error, PullquoteError):
        return str(error)
    asked = f"“{question}”: " if question else ""
    return " ".join(f"{asked}this is a bug of Pullquote ({_place(error)})".split())


def _place(error: Exception) -> str:
    """The kind of an error, what it says, and the file and line that raised it."""
    from traceback import extract_tb  # noqa: PLC0415 - only a bug needs it

    said = f"{type(error).__name__}: {error}".rstrip(": ")
    frames = extract_tb(error.__traceback__)
    if not frames:
        return said
    path = Path(frames[-1].filename)
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
    return f"{said}; {name}, line {frames[-1].lineno}"
