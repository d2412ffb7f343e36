"""The process that converts files, so that what a file costs is bounded and a crash ends nothing else.

It reads requests from standard input and writes what was made of each to standard output, until its input ends. A
request and a reply are JSON behind their length; the bytes of the file follow a request.
"""

import contextlib
import json
import os
import resource
import signal
import struct
import sys
from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from index.errors import SourceError

if TYPE_CHECKING:
    from index.documents.formats.conversion import Conversion

__all__ = ["LENGTHS", "MOST_BYTES", "MOST_SECONDS", "serve"]

LENGTHS: Final = struct.Struct("<QQ")
"""The lengths in bytes of the JSON and of what follows it."""

MOST_SECONDS = 120
"""Seconds of the processor that a file may take."""

MOST_BYTES = 3 * 1024**3
"""Bytes of memory that the process may have."""


def serve() -> None:
    """Convert what is asked for until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks, whose end is the end of input
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no reply
    while request := _request(sys.stdin.buffer):
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + MOST_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
        reply = json.dumps(_reply(*request)).encode()
        replies.write(LENGTHS.pack(len(reply), 0) + reply)
        replies.flush()


def _request(stream: BinaryIO) -> tuple[str, str, bytes] | None:
    """Return the module, the file's name and its bytes, or None at the end of the input."""
    head = stream.read(LENGTHS.size)
    if len(head) < LENGTHS.size:
        return None
    told, size = LENGTHS.unpack(head)
    asked = json.loads(stream.read(told))
    return asked["module"], asked["name"], stream.read(size)


def _reply(module: str, name: str, data: bytes) -> dict[str, Any]:
    """Return the fields of what was made, or the cause of the refusal; ``failed`` names what a library raised."""
    try:
        with contextlib.redirect_stdout(sys.stderr):
            made: Conversion = import_module(f"index.documents.formats.{module}").convert(name, data)
    except SourceError as refused:
        return {"cause": refused.cause}
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a library that trips over one file must not end all
        return {"failed": type(error).__name__}
    metadata = asdict(made.metadata)
    metadata["date"] = made.metadata.date.isoformat() if made.metadata.date else None
    return {"text": made.text, "markup": made.markup.value, "pages": made.pages, "metadata": metadata}
