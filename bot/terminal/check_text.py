"""Renders checks as text for a terminal: the verdict, the numbered lines with the cited span, the differences."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.page_link import page_url
from bot.terminal.answer_text import MOST_PLACES, attribution
from bot.terminal.screen import Mark, Screen, Style
from bot.wording.speaking import said, voice
from bot.wording.verdicts import verdict_text
from index.citations.excerpts import Excerpt, ExcerptLine
from index.library.verification import Match, Verdict, Verification

__all__ = ["check_text", "excerpt_text", "failed_check_text", "tally_text"]

SUMMARY = (*(one for one in Verdict if one is not Verdict.NO_SUCH_PLACE), Verdict.NO_SUCH_PLACE, None)
"""The verdicts in the order of a summary; None stands for a check that failed."""


def check_text(check: Verification, screen: Screen, *, named: bool = False) -> str:
    """Render a verdict and the places where the words stand, the first of them with their lines.

    ``named`` puts the claim above them.
    """
    style = Style.GOOD if check.verdict.good else Style.WARNING
    lines = list(screen.paint_lines(f"> {check.claim}", Style.FAINT)) if named else []
    lines += screen.paint_lines(verdict_text(check), style)
    for match in check.matches[:MOST_PLACES]:
        lines += ["", excerpt_text(match.excerpt, screen, match.text), *_differences(match, check.verdict, screen)]
    also = [
        f"{said('terminal.also_at')} {_citation(one.excerpt, screen, one.text)}" for one in check.matches[MOST_PLACES:]
    ]
    lines += [""] * bool(also) + also
    return "\n".join(lines)


def failed_check_text(claim: str, cause: str, screen: Screen) -> str:
    """Render a check that failed, below its claim."""
    return "\n".join(
        [*screen.paint_lines(f"> {claim}", Style.FAINT), *screen.lines(said("terminal.not_checked", cause=cause))]
    )


def excerpt_text(excerpt: Excerpt, screen: Screen, words: str | None = None) -> str:
    """Render the numbered lines around a cited place, below the article and the hash of its file.

    ``words`` is the text of the place, if it is known.
    """
    whose = attribution(excerpt.title, excerpt.publisher, excerpt.date)
    lines = [_citation(excerpt, screen, words)]
    lines += screen.paint_lines(whose, Style.FAINT)
    lines.append(screen.paint(f"sha256 {excerpt.sha256}", Style.FAINT))
    if excerpt.converted:
        lines += screen.paint_lines(_converted(excerpt), Style.FAINT)
    gutter = max((len(str(line.number)) for line in excerpt.lines), default=1)
    for line in excerpt.lines:
        lines += _line(line, gutter, screen)
    return "\n".join(lines)


def tally_text(verdicts: Iterable[Verdict | None]) -> str:
    """Count the verdicts of several checks; None stands for a check that failed."""
    counted = Counter(verdicts)
    parts = [said(f"tally.{one or 'failed'}", count=counted[one]) for one in SUMMARY if counted[one]]
    return said("tally.checked", count=counted.total(), parts=voice().listed(parts, together=False))


def _citation(excerpt: Excerpt, screen: Screen, words: str | None) -> str:
    return screen.paint(
        excerpt.citation, Style.CITATION, page_url(screen.base, excerpt.citation, excerpt.sha256, words)
    )


def _converted(excerpt: Excerpt) -> str:
    """Say which lines those of a converted file are, and on which of its pages the place is."""
    where = f"{said('terminal.page', page=str(excerpt.page))}; " if excerpt.page else ""
    return f"{where}{said('terminal.converted', command=f'pullquote sources --lines {excerpt.source}')}"


def _line(line: ExcerptLine, gutter: int, screen: Screen) -> Iterator[str]:
    """Render a line with its number; the cited span is coloured, or underlined with carets without colour."""
    before, after = "… " if line.offset else "", " …" if line.cut_end else ""
    text = f"{before}{line.text}{after}"
    start, end = line.marked or (0, 0)
    marks: list[Mark] = [(start + len(before), end + len(before), Style.CITED)] if line.marked else []
    label = f"{'>' if line.marked else ' '} {line.number:>{gutter}} │ "
    whole = (start, end) == (0, len(line.text))
    for row in screen.lines(text, marks, len(label), carets=not whole):
        yield label + row
        label = f"{' ' * (gutter + 2)} │ "


def _differences(match: Match, verdict: Verdict, screen: Screen) -> Iterator[str]:
    """List the differences between a quote and its source, each once."""
    if verdict is Verdict.ELIDED or {kind for kind, *_ in match.differences} <= {
        "marks"
    }:  # of which the verdict speaks
        return
    near = verdict is Verdict.NEARLY
    share = f"{match.similarity:.0%}"
    yield said("terminal.differences_near", share=share) if near else said("terminal.differences")
    told = {
        said(f"terminal.{kind}", claimed=ours, real=theirs): (ours, theirs)
        for kind, ours, theirs in (
            (kind, said("language.quote", words=claimed), said("language.quote", words=real))
            for kind, claimed, real in match.differences
        )
    }
    for text, (ours, theirs) in told.items():
        marks: list[Mark] = [
            (text.rindex(words), text.rindex(words) + len(words), style)
            for words, style in ((ours, Style.REMOVED), (theirs, Style.ADDED))
            if words in text
        ]
        label = "- "
        for row in screen.lines(text, marks, len(label)):
            yield label + row
            label = "  "
