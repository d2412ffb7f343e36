"""Renders sources as text for a terminal: those served, those not served, what was taken up, and the lines of one."""

from collections.abc import Iterator, Mapping, Sequence

from bot.terminal.answer_text import INDENT, attribution
from bot.terminal.screen import Mark, Screen, Style
from bot.wording.grammar import number as number_of
from index.documents.article import Record
from index.documents.folder import Problem
from index.documents.source import Source
from index.library.freshness import Refreshed

__all__ = ["lines_text", "reloaded_text", "sources_text"]


def sources_text(folder: str, records: Sequence[Record], problems: Sequence[Problem], screen: Screen) -> str:
    """List the sources with their title and size, and the files that are not served with the cause."""
    passages = sum(one.passages for one in records)
    lines = list(screen.lines(f"{folder}: {number_of(len(records), 'source')}, {number_of(passages, 'passage')}"))
    for record in records:
        lines += ["", *_record(record, screen)]
    if problems:
        lines += ["", screen.paint("Not served:", Style.WARNING)]
        for problem in problems:
            lines += (INDENT + line for line in screen.lines(f"{problem.name}: {problem.cause}", indent=len(INDENT)))
    return "\n".join(lines)


def reloaded_text(refreshed: Refreshed) -> str:
    """Tell what was taken up, and how many sources there are now."""
    counts = (refreshed.added, "new"), (refreshed.changed, "changed"), (refreshed.removed, "gone")
    parts = [f"{count:,} {what}" for count, what in counts if count]
    return f"{', '.join(parts) or 'Nothing has changed'}; {number_of(refreshed.sources, 'source')} now."


def lines_text(source: Source, skipped: Mapping[int, str], screen: Screen) -> str:
    """Number the lines of a source; a skipped one gets a minus sign and the reason, and a page its number above it.

    They are those to which citations refer, also where the text was made of a file in another format.
    """
    gutter = len(str(len(source.line_starts)))
    lines = [f"{source.name}: {number_of(len(source.line_starts), 'line')}, {number_of(len(skipped), 'line')} skipped"]
    lines += list(screen.lines("The text made of the file, to which citations refer.")) if source.converted else []
    page: int | None = None
    for number in range(1, len(source.line_starts) + 1):
        reason = skipped.get(number)
        label = f"{'-' if reason else ' '} {number:>{gutter}} │ "
        start, end = source.line_span(number)
        if start < end and source.page(end - 1) != page:
            page = source.page(end - 1)
            lines.append(screen.paint(f"{' ' * (gutter + 2)} │ page {page}", Style.FAINT))
        marks: list[Mark] = [(0, end - start, Style.FAINT)] if reason else []
        for row in screen.lines(source.text[start:end], marks, len(label)):
            lines.append(label + row)
            label = f"{' ' * (gutter + 2)} │ "
        if reason:
            lines.append(label + screen.paint(f"skipped: {reason}", Style.WARNING))
    return "\n".join(lines)


def _record(record: Record, screen: Screen) -> Iterator[str]:
    metadata = record.metadata
    yield screen.paint(record.name, Style.CITATION)
    whose = attribution(record.title, metadata.publisher, metadata.date)
    sizes = [number_of(record.lines, "line"), number_of(record.passages, "passage")]
    if record.skipped_lines:
        sizes.append(f"{number_of(record.skipped_lines, 'line')} skipped")
    for text in (whose, metadata.url, ", ".join(sizes)):
        if text:
            yield from (INDENT + line for line in screen.lines(text, indent=len(INDENT)))
