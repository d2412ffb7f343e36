"""The entry point of ``pullquote`` and ``python -m bot``, and the one place that catches what a person can cause."""

import io
import os
import sys
from collections.abc import Sequence

from bot.cli import run
from bot.screen import harmless
from index.errors import PullquoteError

__all__ = ["main"]

INTERRUPTED = 130
BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; ``arguments`` are those of the command line where None."""
    _forgiving(sys.stdin, sys.stdout, sys.stderr)
    try:
        code = run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except PullquoteError as error:
        print(f"pullquote: {harmless(str(error))}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has enough. Python would complain when it flushes the stream at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return code


def _forgiving(*streams: object) -> None:
    """Never fail on a character that a stream cannot hold: a question may be any bytes, a locale any encoding."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
