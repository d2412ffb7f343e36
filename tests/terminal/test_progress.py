"""Progress: a line that is rewritten on a terminal, and a new one now and then elsewhere."""

import io

from bot.terminal.progress import BatchProgress, ProgressLine
from index.retrieval.store.updating import IndexProgress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_rewritten_on_a_terminal_and_told_now_and_then_elsewhere() -> None:
    for stream, expected in [(Terminal(), "\r1 of 200\r2 of 200\rdone    \n"), (io.StringIO(), "done\n")]:
        progress = BatchProgress(stream, 200)
        progress.step()
        progress.step()
        progress.finish("done")
        assert stream.getvalue() == expected


def test_progress_through_a_pipe_comes_every_hundred() -> None:
    stream = io.StringIO()
    progress = BatchProgress(stream)
    for _ in range(201):
        progress.step()
    assert stream.getvalue() == "100\n200\n"


def test_the_line_is_cleared_when_all_is_read_and_shows_the_next_making_from_its_start() -> None:
    stream = Terminal()
    line = ProgressLine(stream)
    for _ in range(2):
        line(IndexProgress(1, 2, 5, 10, 3, 0.5))
        line(IndexProgress(2, 2, 10, 10, 6, 1.0))
    assert stream.getvalue().count("1 of 2 files") == 2
    assert stream.getvalue().endswith("\r\x1b[K")
