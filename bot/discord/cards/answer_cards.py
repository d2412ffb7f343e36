"""The cards of an answer or a refusal, a page at a time."""

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence

from bot.answers import WordedAnswer
from bot.discord.cards.button_state import Action
from bot.discord.cards.card import MAX_TEXT, PIECES, Button, Card, Colour, Piece, Role, TextBlock, paginate
from bot.discord.cards.citing import below, cited, remark
from bot.discord.cards.escaping import escape, length
from bot.wording.grammar import sentence
from bot.wording.surroundings import goes_on_from
from index.documents.blocks import Kind
from index.documents.shown_lines import shown_lines
from index.library.answer import Quote
from index.ranking.support import Outcome

__all__ = ["MAX_QUESTION", "answer_card", "answer_pages"]

MAX_QUESTION = 300
"""The longest question that is answered, in characters, so that a card can always show it whole."""
HEADING = 100
"""The longest question that is shown in large letters."""
NOTES = 3
"""The most notes shown with an answer."""
CLOSEST_ON_PAGE = 2
"""The closest lines on a page of a refusal."""
FOOTER = 120
"""The room reserved for the last line, in characters."""

OTHERS = "Next best lines, not part of the answer:"
CONTEXT = "-# Context, the sentence that it goes on from:"
CLOSEST = "-# The closest lines:"
COLOURS = {Outcome.ANSWERED: Colour.ANSWER, Outcome.UNSURE: Colour.UNSURE, Outcome.DECLINED: Colour.DECLINE}


def answer_pages(answer: WordedAnswer, before: str = "") -> tuple[Card, ...]:
    """Return the pages of an answer without buttons, at least one: first the quotes, then the next best lines.

    ``before`` is the question whose subject this one took; it is shown so that the answer can be made again.
    """
    head = tuple(_question(answer.question, before))
    lead = TextBlock(Role.LEAD, _lead(answer))
    others = TextBlock(Role.LEAD, f"-# {OTHERS}")
    room = MAX_TEXT - FOOTER - sum(length(block.text) for block in (*head, lead))
    first = answer.quotes or answer.others
    most = PIECES if answer.quotes else CLOSEST_ON_PAGE
    pages = [(lead, page) for page in paginate(_pieces(first), room, most)] or [(lead, ())]
    if answer.quotes:
        pages += [(others, page) for page in paginate(_pieces(answer.others), room)]
    colour = COLOURS[answer.outcome]
    fingerprint = _fingerprint(answer)
    return tuple(
        Card(colour, (*head, top, *blocks, *_footer(number, len(pages))), fingerprint=fingerprint)
        for number, (top, blocks) in enumerate(pages)
    )


def answer_card(pages: tuple[Card, ...], number: int, *, private: bool = False) -> Card:
    """Return a page of an answer with its buttons; ``number`` counts from 0, and one too high means the last page."""
    number = min(max(number, 0), len(pages) - 1)
    page = pages[number]
    cites = any(block.role in {Role.QUOTE, Role.CONTEXT} for block in page.blocks)
    look = (Button(Action.CONTEXT, "Show in context", number), Button(Action.CHECK, "Check", number)) if cites else ()
    back = (Button(Action.BACK, "Back", number - 1),) if number else ()
    more = (Button(Action.MORE, "More", number + 1),) if number + 1 < len(pages) else ()
    end = Button(Action.SHARE, "Share", number) if private else Button(Action.DELETE, "Delete", number)
    rows = ((*look, *back, *more), (Button(Action.FOLLOW, "Follow up", number), end))
    return Card(page.colour, page.blocks, tuple(row for row in rows if row), page.fingerprint)


def _question(question: str, before: str) -> Iterator[TextBlock]:
    shown = escape(question)
    # Discord takes the number signs off the end of a heading.
    heading = len(question) <= HEADING and not question.endswith("#")
    yield TextBlock(Role.QUESTION, f"### {shown}" if heading else f"**{shown}**")
    if before:
        yield TextBlock(Role.BEFORE, f"-# Following up on: {escape(before)}")


def _lead(answer: WordedAnswer) -> str:
    lead = remark(answer.lead)
    lines = [lead if answer.answered else f"**{lead}**"]
    lines += [f"-# {remark(sentence(note))}" for note in answer.notes[:NOTES]]
    if not answer.quotes and answer.others:
        lines.append(CLOSEST)
    return "\n".join(lines)


def _pieces(quotes: tuple[Quote, ...]) -> Iterator[Piece]:
    for quote in quotes:
        yield _piece(Role.QUOTE, quote, below(quote))
        if before := goes_on_from(quote):
            yield _piece(Role.CONTEXT, before, _below(before), CONTEXT)


def _piece(role: Role, quote: Quote, lines_below: Callable[[str], Sequence[str]], above: str = "") -> Piece:
    marked = quote.marks or quote.kind is Kind.CODE
    lines = shown_lines(quote.text, quote.marks, quote.kind, quote.column) if marked else ()
    return Piece(
        role, quote.text, lines_below, quote.matches, quote.answer, above=above, lines=lines, columns=quote.columns
    )


def _below(antecedent: Quote) -> Callable[[str], Sequence[str]]:
    """Return the line below an antecedent, whose article is named already, as `Piece` takes it."""
    return lambda part: [cited(antecedent.citation, part)]


def _footer(number: int, count: int) -> Iterator[TextBlock]:
    if count > 1:
        yield TextBlock(Role.FOOTER, f"-# Page {number + 1} of {count}")


def _fingerprint(answer: WordedAnswer) -> str:
    """Return six letters that change if the ranked passages or their sources do."""
    text = "\n".join(f"{one.citation} {one.sha256}" for one in answer.passages)
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())[:6].decode()
