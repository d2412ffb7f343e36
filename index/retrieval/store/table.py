"""A sorted table of lines in a mapped file: looked up by key without being read, and never changed in place.

A line is ``KEY TAB VALUE``; the lines are sorted by the bytes of their keys, which hold no tab and no line end. After
them stand the offsets of all lines, 8 bytes each, and last the number of bytes of the lines, so that opening a table
reads nothing but its last 8 bytes, and finding a key reads some 20 lines of a million.
"""

import mmap
import os
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

__all__ = ["Table", "write"]

WORD = 8
PIECE = 1 << 20


class Table:
    """A table as it stands in a file. Keys and values are text; a lookup costs microseconds."""

    def __init__(self, path: Path) -> None:
        """Map a table; raises OSError where it cannot be, and ValueError where it is none."""
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size < WORD:
                raise ValueError(f"{path}: too short for a table of lines")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        whole = memoryview(self._map)
        size = int.from_bytes(whole[-WORD:], "little")
        if size + WORD > len(whole) or (len(whole) - size) % WORD:
            raise ValueError(f"{path}: not a table of lines")
        self._lines, self._offsets = whole[:size], whole[size:].cast("Q")

    def __len__(self) -> int:
        """The number of lines."""
        return len(self._offsets) - 1

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """All keys and values, by key."""
        for piece in self.text():
            for line in piece.split("\n")[:-1]:
                key, _, value = line.partition("\t")
                yield key, value

    def get(self, key: str) -> str | None:
        """The value of a key, or None."""
        wanted = key.encode()
        at = self._place(wanted)
        return self._line(at)[1] if at < len(self) and self._key(at) == wanted else None

    def text(self, prefix: str = "") -> Iterator[str]:
        """The lines of the keys with a prefix as they stand, in pieces of whole lines of about a megabyte."""
        step = max(1, len(self) * PIECE // (len(self._lines) or 1))
        begins = self._place(prefix.encode())
        ends = bisect_left(range(len(self)), b"\xff", lo=begins, key=self._after(prefix.encode()))
        for first in range(begins, ends, step):
            last = min(first + step, ends)
            yield str(self._lines[self._start(first) : self._start(last)], "utf-8")

    def changed(self, path: Path, changes: Mapping[str, str | None]) -> None:
        """Write a table like this one to another file, with some values set, or their lines left out (None)."""
        with path.open("wb") as file:
            done = 0
            for key in sorted(changes, key=str.encode):
                at = self._place(key.encode())
                file.write(self._lines[self._start(done) : self._start(at)])
                done = at + (at < len(self) and self._key(at) == key.encode())
                if (value := changes[key]) is not None:
                    file.write(f"{key}\t{value}\n".encode())
            file.write(self._lines[self._start(done) : len(self._lines)])
        _finish(path)

    def _start(self, at: int) -> int:
        return self._offsets[at] if at < len(self) else len(self._lines)

    def _line(self, at: int) -> tuple[str, str]:
        key, _, value = str(self._lines[self._start(at) : self._start(at + 1) - 1], "utf-8").partition("\t")
        return key, value

    def _key(self, at: int) -> bytes:
        start = self._start(at)
        return self._map[start : self._map.find(b"\t", start)]

    def _after(self, prefix: bytes) -> Callable[[int], bytes]:
        """A key that is empty for lines of the prefix and high for those behind them."""
        return lambda at: b"" if self._key(at).startswith(prefix) else b"\xff"

    def _place(self, key: bytes) -> int:
        return bisect_left(range(len(self)), key, key=self._key)


def write(path: Path, values: Mapping[str, str]) -> None:
    """Write a table of these keys and values."""
    with path.open("wb") as file:
        for key in sorted(values, key=str.encode):
            file.write(f"{key}\t{values[key]}\n".encode())
    _finish(path)


def _finish(path: Path) -> None:
    """Write the offsets of the lines after them, and make sure that all of it is on the disk."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        _write_offsets(file, size)
        file.write(size.to_bytes(WORD, "little"))
        file.flush()
        os.fsync(file.fileno())


def _write_offsets(file: BinaryIO, size: int) -> None:
    import numpy as np  # noqa: PLC0415 - only writing a table needs it

    if not size:
        return
    with mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as lines:
        held = np.frombuffer(lines, np.uint8)
        ends = np.flatnonzero(held == ord("\n")).astype("<u8")
        del held
    file.write(b"\0" * WORD + (ends[:-1] + 1).astype("<u8").tobytes())
