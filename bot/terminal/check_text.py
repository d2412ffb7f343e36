"""Renders checks as text for a terminal: the verdict, the numbered lines with the cited span, the differences."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.page_link import page_url
from bot.terminal.answer_text import MOST_PLACES, attribution
from bot.terminal.screen import Mark, Screen, Style
from bot.wording.verdicts import verdict_text
from index.citations.excerpts import Excerpt, ExcerptLine
from index.library.verification import Match, Verdict, Verification

__all__ = ["check_text", "excerpt_text", "failed_check_text", "tally_text"]

DIFFERENCES = {
    "replaced": "you have {claimed}, the source has {real}",
    "missing": "you left out {real}",
    "elided": "you left out {real}",
    "bracketed": "{claimed} stands for {real}",
    "added": "the source does not have {claimed}",
    "quotes": "other quotation marks: you have {claimed}, the source has {real}",
    "space": "other white space",
    "marks": "marks of the file that a page does not show",
}
SUMMARY: dict[Verdict | None, tuple[str, str]] = {
    Verdict.VERBATIM: ("stands", "stand"),
    Verdict.AT_CITATION: ("stands as cited", "stand as cited"),
    Verdict.ELIDED: ("stands shortened", "stand shortened"),
    Verdict.PLACE: ("place", "places"),
    Verdict.NEARLY: ("nearly stands", "nearly stand"),
    Verdict.CONTRADICTS: ("contradicts", "contradict"),
    Verdict.PART_OF_WORD: ("part of a word", "parts of words"),
    Verdict.ELSEWHERE: ("stands elsewhere", "stand elsewhere"),
    Verdict.FURNITURE: ("furniture", "furniture"),
    Verdict.CHANGED: ("changed", "changed"),
    Verdict.NOWHERE: ("stands nowhere", "stand nowhere"),
    Verdict.NO_SUCH_PLACE: ("leads nowhere", "lead nowhere"),
    None: ("failed", "failed"),
}


def check_text(check: Verification, screen: Screen, *, named: bool = False) -> str:
    """Render a verdict and the places where the words stand, the first of them with their lines.

    ``named`` puts the claim above them.
    """
    style = Style.GOOD if check.verdict.good else Style.WARNING
    lines = list(screen.paint_lines(f"> {check.claim}", Style.FAINT)) if named else []
    lines += screen.paint_lines(verdict_text(check), style)
    for match in check.matches[:MOST_PLACES]:
        lines += ["", excerpt_text(match.excerpt, screen, match.text), *_differences(match, check.verdict, screen)]
    also = [f"also at {_citation(one.excerpt, screen, one.text)}" for one in check.matches[MOST_PLACES:]]
    lines += [""] * bool(also) + also
    return "\n".join(lines)


def failed_check_text(claim: str, cause: str, screen: Screen) -> str:
    """Render a check that failed, below its claim."""
    return "\n".join([*screen.paint_lines(f"> {claim}", Style.FAINT), *screen.lines(f"Not checked: {cause}")])


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
    parts = [f"{counted[one]} {words[counted[one] > 1]}" for one, words in SUMMARY.items() if counted[one]]
    return f"{counted.total()} checked: {', '.join(parts)}"


def _citation(excerpt: Excerpt, screen: Screen, words: str | None) -> str:
    return screen.paint(
        excerpt.citation, Style.CITATION, page_url(screen.base, excerpt.citation, excerpt.sha256, words)
    )


def _converted(excerpt: Excerpt) -> str:
    """Say which lines those of a converted file are, and on which of its pages the place is."""
    where = f"page {excerpt.page}; " if excerpt.page else ""
    return f"{where}the lines are those of the text made of the file: pullquote sources --lines {excerpt.source}"


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
    near = f"{match.similarity:.0%} the same; the" if verdict is Verdict.NEARLY else "The"
    yield f"{near} differences:"
    told = {
        DIFFERENCES[kind].format(claimed=f"“{claimed}”", real=f"“{real}”"): (claimed, real)
        for kind, claimed, real in match.differences
    }
    for text, (claimed, real) in told.items():
        marks: list[Mark] = [
            (text.rindex(words), text.rindex(words) + len(words), style)
            for words, style in ((f"“{claimed}”", Style.REMOVED), (f"“{real}”", Style.ADDED))
            if words in text
        ]
        label = "- "
        for row in screen.lines(text, marks, len(label)):
            yield label + row
            label = "  "
