"""The entry point of ``pullquote`` and ``python -m bot``, and the place where every error of a command ends."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextvars import copy_context
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from bot.cli import build
from bot.terminal.screen import harmless
from bot.wording.failures import failure_text
from index.errors import PullquoteError, UsageError

__all__ = ["main", "run"]

BUG = 1
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; ``arguments`` default to those of the process."""
    # No other package's plugin may see the settings, and looking for plugins takes a tenth of a cold start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A start makes many objects and hardly any garbage: looking for it takes another tenth.
    gc.set_threshold(100_000, 20, 20)
    _steady_streams()
    try:
        code = copy_context().run(run, sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        _drop_output()
        return _fail(f"{error.filename or 'the output'}: {error.strerror or error}", UsageError.exit_code)
    except Exception as error:  # noqa: BLE001 - nobody is to read a traceback
        return _fail(failure_text(error), error.exit_code if isinstance(error, PullquoteError) else BUG)
    return code


class _Command(Protocol):
    """A module of ``bot.commands``, imported when its command is run."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Run the command and return its exit code."""


def run(arguments: Sequence[str]) -> int:
    """Parse a command line and run its command; returns the exit code, raises PullquoteError."""
    parser = build()
    parsed = parser.parse_args(arguments)
    if parsed.command is None:
        parser.print_help()
        return UsageError.exit_code
    return cast("_Command", import_module(f"bot.commands.{parsed.command}")).run(parsed)


def _fail(cause: str, code: int) -> int:
    """Print the cause of a failure in a line and return the exit code."""
    print(f"pullquote: {harmless(cause)}", file=sys.stderr)
    return code


def _steady_streams() -> None:
    """Open the streams that are missing, and have all three take any character, whatever the locale encodes."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 # it stays open as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Send the buffered output to the null device, or Python would complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
