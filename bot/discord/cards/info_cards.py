"""The cards of the sources and of the bot itself, and short notices."""

from collections.abc import Iterator, Sequence

from bot.discord.cards.button_state import Action
from bot.discord.cards.card import MAX_TEXT, Button, Card, Colour, Role, TextBlock
from bot.discord.cards.citing import article, cited, remark
from bot.discord.cards.escaping import code, length
from bot.wording.grammar import joined
from bot.wording.speaking import counted, said
from index.documents.folder import Problem
from index.retrieval.engine import Record

__all__ = ["about_card", "failure_card", "found_card", "notice", "sources_card"]

ON_PAGE = 8
"""Sources on a page."""
ROOM = 100
"""The room reserved for the last line, in characters."""


def notice(text: str, colour: Colour = Colour.PLAIN) -> Card:
    """Return a short message in markdown."""
    return Card(colour, (TextBlock(Role.PLAIN, text),))


def failure_card(text: str, error_id: str | None = None) -> Card:
    """Return the card of an error: what happened and what to do, and the id under which the log has it, if any."""
    tell = f"\n-# {said('card.tell', error=code(error_id))}" if error_id else ""
    return notice(f"{text}{tell}", Colour.WRONG)


def sources_card(records: Sequence[Record], problems: Sequence[Problem], page: int, *, private: bool) -> Card:
    """Return a page of the list of sources; ``page`` counts from 0, and one too high means the last page."""
    count = max(1, -(-len(records) // ON_PAGE))
    page = min(max(page, 0), count - 1)
    total = counted("source", len(records))
    unread = sum(not one.of_other_kinds for one in problems)
    failed = f"\n-# {said('card.unread', count=unread)}" if unread else ""
    head = TextBlock(Role.LEAD, f"### {total}{failed}")
    listed = _fitting(records[page * ON_PAGE : (page + 1) * ON_PAGE], length(head.text))
    foot = (
        (TextBlock(Role.FOOTER, f"-# {said('card.page_of', page=str(page + 1), pages=str(count))}"),)
        if count > 1
        else ()
    )
    back = (Button(Action.LIST_BACK, said("button.back"), page - 1),) if page else ()
    more = (Button(Action.LIST_MORE, said("button.more"), page + 1),) if page + 1 < count else ()
    end = () if private else (Button(Action.DELETE, said("button.delete")),)
    row = (*back, *more, *end)
    return Card(Colour.CONTEXT, (head, *listed, *foot), (row,) if row else ())


def source_block(record: Record, *, ruled: bool = False) -> TextBlock:
    """Describe a source in two lines: the article, and the name to cite it by with its size."""
    metadata = record.metadata
    known = article(record.title, metadata.publisher, metadata.date, metadata.url)
    size = joined(counted("line", record.lines), counted("sentence", record.passages))
    return TextBlock(Role.PLAIN, f"{known}\n{cited(record.name, size)}", ruled)


def about_card(name: str, version: str, sources: int, listening: Sequence[str], kept: str) -> Card:
    """Describe the bot, how to ask it and what it sees.

    ``listening`` names the channels that it reads whole; ``kept`` says in Markdown what it stores.
    """
    channels = ", ".join(listening)
    reads = said("about.sees_channels", channels=channels) if listening else said("about.sees_little")
    how = [f"- {said(f'about.{key}')}" for key in ("how_ask", "how_buttons", "how_check", "how_follow")]
    blocks = (
        TextBlock(Role.LEAD, f"### {remark(name)}\n{said('about.what', count=sources)}"),
        TextBlock(Role.PLAIN, "\n".join([said("about.how"), *how])),
        TextBlock(Role.PLAIN, f"{said('about.sees')}\n{reads}"),
        TextBlock(Role.PLAIN, f"{said('about.keeps')}\n{kept}"),
        TextBlock(Role.FOOTER, f"-# Pullquote {version}"),
    )
    return Card(Colour.CONTEXT, blocks)


def found_card(records: Sequence[Record], typed: str) -> Card:
    """List the sources found by a name, or the first of them."""
    if not records:
        return notice(said("card.no_source", name=remark(typed)), Colour.DECLINE)
    left = len(records) - ON_PAGE
    more = f"\n-# {said('card.found_more', count=left)}" if left > 0 else ""
    head = TextBlock(Role.LEAD, f"{said('card.found', name=remark(typed))}{more}")
    return Card(Colour.CONTEXT, (head, *_fitting(records[:ON_PAGE], length(head.text))))


def _fitting(records: Sequence[Record], used: int) -> Iterator[TextBlock]:
    """Yield a block for each source, parted by lines, as long as they fit into a message."""
    for at, record in enumerate(records):
        block = source_block(record, ruled=at > 0)
        used += length(block.text)
        if used <= MAX_TEXT - ROOM:
            yield block
