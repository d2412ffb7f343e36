"""Conversions in a process of their own, which is started when it is first needed and ends with this one."""

import atexit
import contextlib
import datetime as dt
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from index.documents.formats.conversion import Conversion
from index.documents.formats.worker import LENGTHS, MOST_SECONDS
from index.documents.metadata import Metadata
from index.documents.source import Markup
from index.errors import SourceError

__all__ = ["convert"]

_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from index.documents.formats.worker import serve; serve()"
_COSTLY = f"takes more memory than a document should, or more than {MOST_SECONDS} seconds, to read; save it anew"


class _Converter:
    """The process, and the way to ask it; serves one thread at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, module: str, name: str, data: bytes) -> dict[str, Any] | None:
        """Return the reply for a file, or None if the process ended over it.

        A file over which a library trips is tried once more in a new process: the old one may be at fault.
        """
        asked = json.dumps({"module": module, "name": name}).encode()
        with self._lock:
            try:
                head = LENGTHS.pack(len(asked), len(data)) + asked
                reply = self._exchange(head, data)
                if reply and "failed" in reply:
                    self.end()
                    reply = self._exchange(head, data)
            except BaseException:
                self.end()
                raise
            if reply is None:
                self.end()
        return reply

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()  # type: ignore[union-attr] # both are pipes
            process.wait()

    def _exchange(self, head: bytes, data: bytes) -> dict[str, Any] | None:
        process = self._process = self._process or _start()
        assert process.stdin is not None  # noqa: S101 - for the type checker
        assert process.stdout is not None  # noqa: S101 - for the type checker
        try:
            process.stdin.write(head)
            process.stdin.write(data)
            process.stdin.flush()
        except BrokenPipeError:
            return None
        told = process.stdout.read(LENGTHS.size)
        if len(told) < LENGTHS.size:
            return None
        size = LENGTHS.unpack(told)[0]
        reply = process.stdout.read(size)
        return dict(json.loads(reply)) if len(reply) == size else None


_CONVERTER = _Converter()
atexit.register(_CONVERTER.end)


def convert(module: str, name: str, data: bytes) -> Conversion:
    """Return what a module of this package makes of a file.

    Raises SourceError if it refuses the file, trips over it, or takes more time or memory than it may.
    """
    reply = _CONVERTER.ask(module, name, data) or {"cause": _COSTLY}
    if "failed" in reply:
        raise SourceError(name, f"cannot be read ({reply['failed']}); save it anew, or as plain text")
    if "cause" in reply:
        raise SourceError(name, reply["cause"])
    told = reply["metadata"]
    told["date"] = dt.date.fromisoformat(told["date"]) if told["date"] else None
    told |= {key: tuple(told[key]) for key in ("skip", "keep", "tags")}
    return Conversion(reply["text"], Markup(reply["markup"]), Metadata(**told), tuple(reply["pages"]))


def _start() -> "subprocess.Popen[bytes]":
    root = str(Path(__file__).parents[3])  # where an installation to be edited has it, which the path need not say
    command = [sys.executable, "-S", "-E", "-c", _PROGRAM, root, *sys.path]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, **pipes)  # type: ignore[call-overload,no-any-return] # noqa: S603 - this interpreter
