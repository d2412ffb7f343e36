"""The cards of an answer or a refusal, a page at a time."""

import base64
import hashlib
from collections.abc import Iterator, Sequence

from bot.answers import WordedAnswer
from bot.discord.cards.button_state import Action
from bot.discord.cards.card import MAX_TEXT, Button, Card, Colour, Piece, Role, TextBlock, paginate
from bot.discord.cards.citing import article_of, below, told
from bot.discord.cards.escaping import escape, length
from bot.wording.direction import isolated
from bot.wording.speaking import said, sentence
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
CLOSEST = 2
"""The closest lines of a refusal that are shown with it."""
FOOTER = 120
"""The room reserved for the last line, in characters."""

COLOURS = {Outcome.ANSWERED: Colour.ANSWER, Outcome.UNSURE: Colour.UNSURE, Outcome.DECLINED: Colour.DECLINE}
MARKS = {Outcome.UNSURE: "❔ ", Outcome.DECLINED: "🚫 "}


def answer_pages(answer: WordedAnswer, before: str = "", base: str | None = None) -> tuple[Card, ...]:
    """Return the pages of an answer without buttons, at least one: first the quotes, then the other passages.

    ``before`` is the question whose subject this one took; it is shown so that the answer can be made again. ``base``
    is the address of the website that has the pages of the citations, None for no links.
    """
    head = tuple(_question(answer.question, before))
    lead = _lead(answer, said_above=bool(before))
    room = MAX_TEXT - FOOTER - sum(length(block.text) for block in (*head, *lead))
    first = answer.quotes or answer.others[:CLOSEST]
    rest = answer.others if answer.quotes else answer.others[CLOSEST:]
    own = [(*lead, *page) for page in paginate(_pieces(first, base), room)] or [lead]
    next_best = TextBlock(Role.LEAD, f"-# {said('card.others')}")
    others = [(next_best, *page) for page in paginate((_piece(one, base) for one in rest), room)]
    colours = [Colour.PLAIN if answer.talk else COLOURS[answer.outcome]] * len(own) + [Colour.PLAIN] * len(others)
    onward = [said("button.rest")] * (len(own) - 1)
    onward += [said("button.others", count=len(rest)), *[said("button.more")] * len(others)]
    fingerprint = _fingerprint(answer)
    return tuple(
        Card(colour, (*head, *blocks, *_footer(answer, at, len(colours))), fingerprint=fingerprint, onward=label)
        for at, (colour, blocks, label) in enumerate(zip(colours, own + others, onward, strict=False))
    )


def answer_card(pages: tuple[Card, ...], number: int, *, private: bool = False) -> Card:
    """Return a page of an answer with its buttons; ``number`` counts from 0, and one too high means the last page.

    What everybody sees of an answer itself, and not of what came next or of small talk, can be voted on.
    """
    number = min(max(number, 0), len(pages) - 1)
    page = pages[number]
    cites = any(block.role in {Role.QUOTE, Role.CONTEXT} for block in page.blocks)
    context = (Button(Action.CONTEXT, said("button.context"), number),) if cites else ()
    back = (Button(Action.BACK, said("button.back"), number - 1),) if number else ()
    more = (Button(Action.MORE, page.onward, number + 1),) if number + 1 < len(pages) else ()
    check = (Button(Action.CHECK, said("button.check"), number),) if cites else ()
    share, delete = (
        Button(Action.SHARE, said("button.share"), number),
        Button(Action.DELETE, said("button.delete"), number),
    )
    menu = (*check, Button(Action.FOLLOW, said("button.follow"), number), share if private else delete)
    votes = () if private or page.colour is Colour.PLAIN else (Button(Action.LIKE, "👍"), Button(Action.DISLIKE, "👎"))
    row = (*context, *back, *more, *votes)
    return Card(page.colour, page.blocks, (row,) if row else (), page.fingerprint, menu, more=said("button.menu"))


def _question(question: str, before: str) -> Iterator[TextBlock]:
    shown = isolated(escape(question))
    # Discord takes the number signs off the end of a heading.
    heading = len(question) <= HEADING and not question.endswith("#")
    yield TextBlock(Role.QUESTION, f"### {shown}" if heading else f"**{shown}**")
    if before:
        yield TextBlock(Role.BEFORE, f"-# {said('card.following', question=escape(before))}")


def _lead(answer: WordedAnswer, *, said_above: bool) -> tuple[TextBlock, ...]:
    """Return the block of the lead, the notes and the suggestions, or none if there is nothing to say."""
    mark = MARKS.get(answer.outcome, "") if answer.lead and not answer.talk else ""
    lines = [f"{mark}{told(answer.lead)}"] if answer.lead else []
    lines += [f"-# {told(sentence(note))}" for note in _notes(answer, said_above=said_above)]
    lines += _suggestions(answer)
    lines += [f"-# {said('card.nearest')}"] if not answer.quotes and answer.others else []
    return (TextBlock(Role.LEAD, "\n".join(lines)),) if lines else ()


def _suggestions(answer: WordedAnswer) -> list[str]:
    """Return what could be asked, for who said hello."""
    if not answer.talk or not answer.suggestions:
        return []
    return [f"-# {told(answer.suggested)}", *(f"- {escape(one)}" for one in answer.suggestions)]


def _notes(answer: WordedAnswer, *, said_above: bool) -> Sequence[str]:
    """Return the notes, without the one about the subject, which comes first, if the card says that anyway."""
    return answer.notes[bool(answer.inherited and said_above) :][:NOTES]


def _pieces(quotes: Sequence[Quote], base: str | None) -> Iterator[Piece]:
    """Yield quotes, each with the sentence that it goes on from, unless that is quoted anyway."""
    quoted = {one.citation for one in quotes}
    for quote in quotes:
        yield _piece(quote, base)
        before = goes_on_from(quote)
        if before and before.citation not in quoted:
            yield _piece(before, base, Role.CONTEXT)


def _piece(quote: Quote, base: str | None, role: Role = Role.QUOTE) -> Piece:
    context = role is Role.CONTEXT
    marked = quote.marks or quote.kind is Kind.CODE
    return Piece(
        role,
        quote.text,
        below(quote, base, alone=context),
        answer=quote.answer,
        above=f"-# {said('card.goes_on_from')}" if context else "",
        article="" if context else article_of(quote),
        lines=shown_lines(quote.text, quote.marks, quote.kind, quote.column) if marked else (),
        columns=quote.columns,
    )


def _footer(answer: WordedAnswer, number: int, count: int) -> Iterator[TextBlock]:
    if number:
        yield TextBlock(Role.FOOTER, f"-# {said('card.page_of', page=str(number + 1), pages=str(count))}")
    elif answer.outcome is Outcome.DECLINED:
        yield TextBlock(Role.FOOTER, f"-# {said('card.else')}")


def _fingerprint(answer: WordedAnswer) -> str:
    """Return six letters that change if the ranked passages or their sources do."""
    text = "\n".join(f"{one.citation} {one.sha256}" for one in answer.passages)
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())[:6].decode()
