"""The entry point of ``pullquote`` and ``python -m bot``, and the one place that catches what a person can cause."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from bot.cli import build
from bot.terminal.screen import harmless
from index.errors import PullquoteError, UsageError

__all__ = ["main", "run"]

INTERRUPTED = 130
BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; ``arguments`` are those of the command line where None."""
    # No other package's plugin gets to see the settings, and looking for plugins takes a tenth of a cold start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A start makes many objects and hardly any garbage: looking for it takes another tenth.
    gc.set_threshold(100_000, 20, 20)
    _steady_streams()
    try:
        code = run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except PullquoteError as error:
        return _told(str(error), error.exit_code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        _drop_output()
        return _told(f"{error.filename or 'the output'}: {error.strerror or error}", UsageError.exit_code)
    return code


class _Command(Protocol):
    """A module of ``bot.commands``."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the command's work and return its exit code."""


def run(arguments: Sequence[str]) -> int:
    """Read the command line and run its command; returns the exit code, raises PullquoteError."""
    parser = build()
    parsed = parser.parse_args(arguments)
    if parsed.command is None:
        parser.print_help()
        return UsageError.exit_code
    return cast("_Command", import_module(f"bot.commands.{parsed.command}")).run(parsed)


def _told(cause: str, code: int) -> int:
    print(f"pullquote: {harmless(cause)}", file=sys.stderr)
    return code


def _steady_streams() -> None:
    """Have all three streams, and have them take any character: a question may be any bytes, a locale any encoding."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 # it stays open as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Have Python write what it still holds of the output to nowhere, or it would complain of it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
