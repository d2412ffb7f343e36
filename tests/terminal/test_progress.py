"""Progress: a line that is rewritten on a terminal, and a new one now and then elsewhere."""

import io

from bot.terminal.progress import BatchProgress


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
