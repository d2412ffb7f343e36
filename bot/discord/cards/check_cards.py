"""The cards of checks, and of the context of a citation.

``base`` is the address of the website on which each citation has its page, None for no links.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.discord.cards.button_state import Action
from bot.discord.cards.card import MAX_TEXT, PIECES, Button, Card, Colour, Piece, Role, TextBlock, paginate
from bot.discord.cards.card_reader import Cited
from bot.discord.cards.citing import article, cited, linked, one_line, remark, told
from bot.discord.cards.escaping import Span, code, length
from bot.discord.cards.styling import Weight, styled
from bot.page_link import page_url
from bot.wording.speaking import said
from bot.wording.verdicts import verdict_text
from index.citations.excerpts import Excerpt, ExcerptLine
from index.library.verification import Match, Verdict, Verification
from index.text.normalize import straight

__all__ = ["CitationCheck", "check_pages", "context_pages", "standing_pages"]

CLAIM = 300
"""The longest claim that is repeated whole, in characters; it is not a quote of the sources."""
DIFFERENCES = 4
"""The most differences of a place that are listed."""
SHOWN = 15
"""The most places of a quote that are shown; a response has no room for more."""
LONGEST = 6_000
"""Characters of a place that are shown; the file has the rest."""
LINES = 12
"""Lines of a source on a page."""
FIRST_WORDS = 60
"""Characters of a quote that stands by which it is told from the others."""

_COLOURS = {verdict: Colour.ANSWER for verdict in Verdict if verdict.good} | {
    Verdict.PLACE: Colour.CONTEXT,
    Verdict.CONTRADICTS: Colour.WRONG,
    Verdict.NOWHERE: Colour.WRONG,
    Verdict.NO_SUCH_PLACE: Colour.WRONG,
}
_WORD = re.compile(r"\w+|[^\w\s]")
_SHAPES = frozenset({"quotes", "space", "marks"})


@dataclass(frozen=True, slots=True)
class CitationCheck:
    """The check of a quote of a card: a verdict, and the places where these or similar words stand now.

    ``certain`` is False if not all files were searched for words that were not found.
    """

    cited: Cited
    verdict: Verdict
    matches: tuple[Match, ...] = ()
    certain: bool = True


def check_pages(checks: Sequence[Verification], base: str | None = None, *, private: bool = False) -> tuple[Card, ...]:
    """Return the pages for the checks of citations or quotes."""
    pages = tuple(page for check in checks for page in _check(check, base))
    end = () if private else (Button(Action.DELETE, said("button.delete")),)
    rows = [((*((Button(Action.CONTEXT, said("button.context")),) if _cites(page) else ()), *end),) for page in pages]
    return tuple(Card(page.colour, page.blocks, row if row[0] else ()) for page, row in zip(pages, rows, strict=True))


def standing_pages(standings: Sequence[CitationCheck], base: str | None = None) -> tuple[Card, ...]:
    """Return the pages for the checks of the quotes of a card."""
    every = all(map(_stands, standings))
    says = said("standing.every" if every else "standing.not_every")
    head = TextBlock(Role.LEAD, f"{said('standing.heading')}\n{says}")
    pieces = [piece for one in sorted(standings, key=_stands, reverse=True) for piece in _standing(one, base)]
    pages = paginate(pieces, MAX_TEXT - length(head.text), most=4)
    return tuple(Card(Colour.ANSWER if every else Colour.UNSURE, (head, *page)) for page in pages)


def context_pages(excerpts: Sequence[Excerpt], base: str | None = None) -> tuple[Card, ...]:
    """Return the pages that show cited places with the lines around them."""
    pages: list[Card] = []
    for excerpt in excerpts:
        known = article(excerpt.title, excerpt.publisher, excerpt.date, excerpt.url)
        place = linked(excerpt.citation, page_url(base, excerpt.citation, excerpt.sha256))
        head = TextBlock(Role.LEAD, f"{said('standing.in_context')}\n-# {known}\n-# {place}")
        lines = paginate(map(_line, excerpt.lines), MAX_TEXT - LINES - length(head.text), LINES)
        pages += [Card(Colour.CONTEXT, (head, _together(page))) for page in lines]
    return tuple(pages)


def _check(check: Verification, base: str | None) -> Iterator[Card]:
    unknown = check.unsearched and check.verdict is Verdict.NOWHERE
    mark = said(f"mark.{'not_found' if unknown else check.verdict}")
    claimed = said("standing.checked", claim=_claim(check))
    head = TextBlock(Role.LEAD, f"{_told(mark, verdict_text(check))}\n-# {claimed}")
    stands = check.verdict in {Verdict.VERBATIM, Verdict.AT_CITATION}
    found = check.matches[:SHOWN]
    matches = _places(found, base) if stands else (_match(one, check.claim, base) for one in found)
    pages = paginate(matches, MAX_TEXT - length(head.text), SHOWN if stands else PIECES) or [()]
    for page in pages:
        colour = Colour.UNSURE if unknown else _COLOURS.get(check.verdict, Colour.UNSURE)
        yield Card(colour, (head, *page))


def _told(mark: str, verdict: str) -> str:
    """Return the mark of a verdict with its sentence, which does not say again what the mark does."""
    words = mark.split(" ", 1)[1].strip("*")
    if verdict.startswith(f"{words}"):
        return f"{mark}{told(verdict, CLAIM)[len(words) :]}"
    return f"{mark}\n{told(verdict, CLAIM)}"


def _claim(check: Verification) -> str:
    """Return what was checked as one line, with the words struck out that the nearest place has otherwise or lacks."""
    line = one_line(check.claim, CLAIM)
    match = next(iter(check.matches), None)
    differences = match.differences if match else ()
    wrong = {
        straight(word) for kind, ours, _ in differences if kind in {"replaced", "added"} for word in _WORD.findall(ours)
    }
    struck = [False] * len(line)
    if match and wrong:
        for (start, end), _ in _steps(line, match.plain):
            if all(straight(word) in wrong for word in _WORD.findall(line[start:end])):
                struck[start:end] = [True] * (end - start)
    return styled(line, [Weight.NONE] * len(line), (), struck)


def _places(matches: Sequence[Match], base: str | None) -> Iterator[Piece]:
    """Yield the places of words that stand there, each in one line; an article is named at the first of its places."""
    last = ""
    for match in matches:
        excerpt = match.excerpt
        known = article(excerpt.title, excerpt.publisher, excerpt.date, excerpt.url)
        yield _place(match, known if known != last else "", base)
        last = known


def _place(match: Match, known: str, base: str | None) -> Piece:
    shape = dict.fromkeys(said(f"standing.{kind}") for kind, *_ in match.differences if kind in _SHAPES)
    return Piece(Role.PLACE, "", lambda part: [_cited(match, base, part, known, *shape)])


def _match(match: Match, words: str, base: str | None) -> Piece:
    """Return a place as a quote, with what it has otherwise than the ``words`` that were checked."""
    shown = match.plain if len(match.plain) <= LONGEST else match.plain[:LONGEST].rsplit(None, 1)[0]
    spans = tuple(span for span in _differing(match, words) if span[1] <= len(shown))
    excerpt = match.excerpt
    named = f"-# {article(excerpt.title, excerpt.publisher, excerpt.date, excerpt.url)}"
    return Piece(
        Role.QUOTE, shown, _below(match, base), spans, after=" …" if shown != match.plain else "", article=named
    )


def _below(match: Match, base: str | None) -> Callable[[str], Sequence[str]]:
    """Return the lines below a match as `Piece` takes them: its place and the differences."""
    return lambda part: [_cited(match, base, part), *(f"-# {one}" for one in _differences(match))]


def _cited(match: Match, base: str | None, *remarks: str) -> str:
    citation = match.place.citation
    return cited(citation, *remarks, address=page_url(base, citation, match.excerpt.sha256, match.text))


def _differing(match: Match, words: str) -> Iterator[Span]:
    """Yield the spans of a match, as shown, that the words have otherwise or lack, a word at a time."""
    if all(kind not in {"replaced", "missing"} for kind, *_ in match.differences):
        return
    yield from (theirs for _, theirs in _steps(words, match.plain) if theirs[1])


def _steps(words: str, text: str) -> Iterator[tuple[Span, Span]]:
    """Yield the spans that differ, word by word, of some words and of a text; that of what one lacks is (0, 0)."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only a quote that stands nowhere needs it

    ours, theirs = (list(_WORD.finditer(one)) for one in (words, text))
    for step in Levenshtein.opcodes(*([straight(one.group()) for one in side] for side in (ours, theirs))):
        if step.tag != "equal":
            yield _span(ours[step.src_start : step.src_end]), _span(theirs[step.dest_start : step.dest_end])


def _span(words: Sequence[re.Match[str]]) -> Span:
    return (words[0].start(), words[-1].end()) if words else (0, 0)


def _differences(match: Match) -> Iterator[str]:
    differing = list(dict.fromkeys(one if one[0] not in _SHAPES else (one[0], "", "") for one in match.differences))
    for kind, ours, theirs in differing[:DIFFERENCES]:
        words = remark(ours if kind == "added" else theirs)
        yield said(f"standing.{kind}", ours=remark(ours), theirs=remark(theirs), words=words)
    if len(differing) > DIFFERENCES:
        yield said("standing.more_differences", count=len(differing) - DIFFERENCES)


def _standing(one: CitationCheck, base: str | None) -> Iterator[Piece]:
    address = page_url(base, one.cited.citation)
    if _stands(one):
        words = remark(one.cited.words, FIRST_WORDS)
        stands = said("standing.stands")
        yield Piece(Role.PLACE, "", lambda part: [cited(one.cited.citation, stands, words, part, address=address)])
        return
    kept = one.verdict in {Verdict.ELSEWHERE, Verdict.CHANGED}
    says = said(f"standing.{one.verdict if kept else 'gone' if one.certain else 'unknown'}")
    yield Piece(Role.QUOTE, one.cited.words, lambda part: [cited(one.cited.citation, says, part, address=address)])
    yield from (_match(match, one.cited.words, base) for match in one.matches[:1])


def _stands(one: CitationCheck) -> bool:
    return one.verdict is Verdict.AT_CITATION


def _together(lines: Sequence[TextBlock]) -> TextBlock:
    """Return lines as one block, so that one bar stands beside them."""
    return TextBlock(Role.PLAIN, "\n".join(line.text for line in lines))


def _line(line: ExcerptLine) -> Piece:
    before = f"{code(str(line.number))} {'… ' if line.offset else ''}"
    marked = (line.marked,) if line.marked else ()
    return Piece(Role.PLAIN, line.text, _part, marked, before=before, after=" …" if line.cut_end else "")


def _part(part: str) -> Sequence[str]:
    return [f"-# {part}"] if part else []


def _cites(card: Card) -> bool:
    return any(block.role in {Role.QUOTE, Role.PLACE} for block in card.blocks)
