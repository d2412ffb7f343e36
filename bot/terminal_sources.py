"""Sources as text for a terminal: what is served, what is not, and which lines of one are skipped."""

from collections.abc import Iterator, Sequence

from bot.screen import Screen, Style
from bot.terminal import INDENT, attribution
from index.articles import Record
from index.sources import Problem

__all__ = ["sources_text"]


def sources_text(folder: str, records: Sequence[Record], problems: Sequence[Problem], screen: Screen) -> str:
    """Every source with its title and its figures, and every file that is not served, with the cause."""
    passages = sum(one.passages for one in records)
    lines = list(screen.lines(f"{folder}: {_counted(len(records), 'source')}, {_counted(passages, 'passage')}"))
    for record in records:
        lines += ["", *_record(record, screen)]
    if problems:
        lines += ["", screen.paint("Not served:", Style.WARNING)]
        for problem in problems:
            lines += (INDENT + line for line in screen.lines(f"{problem.name}: {problem.cause}", indent=len(INDENT)))
    return "\n".join(lines)


def _record(record: Record, screen: Screen) -> Iterator[str]:
    metadata = record.metadata
    yield screen.paint(record.name, Style.CITATION)
    whose = attribution(record.title, metadata.publisher, metadata.date)
    figures = [_counted(record.lines, "line"), _counted(record.passages, "passage")]
    if record.skipped_lines:
        figures.append(f"{_counted(record.skipped_lines, 'line')} skipped")
    for text in (whose, metadata.url, ", ".join(figures)):
        if text:
            yield from (INDENT + line for line in screen.lines(text, indent=len(INDENT)))


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
