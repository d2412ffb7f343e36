"""Progress on a terminal or in a log: of the making of an index, and of a batch of questions."""

import sys
from typing import TYPE_CHECKING, TextIO

from bot.wording.grammar import number

if TYPE_CHECKING:
    from index.retrieval.store.updating import IndexProgress

__all__ = ["BatchProgress", "ProgressLine"]

EVERY_ON_TERMINAL, EVERY_ELSEWHERE = 0.1, 10.0
"""Seconds between two states of the making of an index that are shown."""
STEPS_ELSEWHERE = 100
"""Questions between two lines of progress where they cannot be rewritten in place."""


class ProgressLine:
    """One line that is rewritten on a terminal, and elsewhere a new one every ten seconds."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._every = EVERY_ON_TERMINAL if self._terminal else EVERY_ELSEWHERE
        self._shown = 0.0

    def __call__(self, progress: "IndexProgress") -> None:
        """Show it, if it is time; the line is cleared when all is read, and ready for the next."""
        if progress.files == progress.all_files:
            self.finish()
            return
        if progress.seconds - self._shown < self._every:
            return
        self._shown = progress.seconds
        self._stream.write(f"\r\x1b[K{_told(progress)}" if self._terminal else _told(progress) + "\n")
        self._stream.flush()

    def finish(self) -> None:
        """Leave the line clear for what comes next."""
        if self._terminal and self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
        self._shown = 0.0


def _told(progress: "IndexProgress") -> str:
    done = progress.bytes / progress.all_bytes if progress.all_bytes else 1.0
    left = progress.seconds / done * (1 - done) if done else 0.0
    parts = [f"{done:4.0%}", f"{progress.files:,} of {number(progress.all_files, 'file')}"]
    if progress.passages and progress.seconds:
        parts.append(f"{progress.passages:,} passages, {progress.passages / progress.seconds:,.0f} a second")
    return "  ".join([*parts, f"{int(left) // 60}:{int(left) % 60:02} left"])


class BatchProgress:
    """The number of questions done: rewritten in place on a terminal, elsewhere a new line every hundred."""

    def __init__(self, stream: TextIO, total: int | None = None) -> None:
        self._stream = stream
        self._of = f" of {total}" if total else ""
        self._terminal = stream.isatty()
        self.done = 0

    def step(self) -> None:
        """Count one more question."""
        self.done += 1
        if self._terminal:
            self._write(f"\r{self.done}{self._of}")
        elif self.done % STEPS_ELSEWHERE == 0:
            self._write(f"{self.done}{self._of}\n")

    def finish(self, summary: str) -> None:
        """Write the summary in place of the count."""
        width = len(f"{self.done}{self._of}")
        self._write(f"\r{summary:<{width}}\n" if self._terminal else f"{summary}\n")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
