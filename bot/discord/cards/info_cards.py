"""The cards that answer no question: the sources, one of them, the bot itself, and short notices."""

from collections.abc import Iterator, Sequence

from bot.discord.cards.button_state import Action
from bot.discord.cards.card import MAX_TEXT, Block, Button, Card, Colour, Role
from bot.discord.cards.citing import article, remark
from bot.discord.cards.escaping import code, length
from bot.wording.phrases import number
from index.documents.source import Problem
from index.retrieval.engine import Record

__all__ = ["about_card", "found_card", "notice", "sources_card"]

ON_PAGE = 8
"""Sources on a page."""
ROOM = 100
"""What is kept free for the last line, in characters."""


def notice(text: str, colour: Colour = Colour.PLAIN) -> Card:
    """A short message of the bot's own words, in markdown."""
    return Card(colour, (Block(Role.PLAIN, text),))


def sources_card(records: Sequence[Record], problems: Sequence[Problem], page: int, *, private: bool) -> Card:
    """A page of the list of sources, from 0; a page that is not there becomes the last."""
    count = max(1, -(-len(records) // ON_PAGE))
    page = min(max(page, 0), count - 1)
    total = number(len(records), "source")
    failed = f"\n-# {len(problems):,} more cannot be read; the log says why" if problems else ""
    head = Block(Role.LEAD, f"### {total}{failed}")
    listed = _fitting(records[page * ON_PAGE : (page + 1) * ON_PAGE], length(head.text))
    foot = (Block(Role.FOOTER, f"-# Page {page + 1} of {count}"),) if count > 1 else ()
    back = (Button(Action.LIST_BACK, "Back", page - 1),) if page else ()
    more = (Button(Action.LIST_MORE, "More", page + 1),) if page + 1 < count else ()
    end = () if private else (Button(Action.DELETE, "Delete"),)
    row = (*back, *more, *end)
    return Card(Colour.CONTEXT, (head, *listed, *foot), (row,) if row else ())


def source_block(record: Record) -> Block:
    """One source in two lines: what the article is, and the name to cite it by with its size."""
    known = article(Named(record))
    return Block(
        Role.PLAIN, f"{known}\n-# {code(record.name)} · {record.lines:,} lines · {record.passages:,} sentences"
    )


class Named:
    """A record as an article: its own title where the metadata has none."""

    def __init__(self, record: Record) -> None:
        self.title = record.title
        self.publisher = record.metadata.publisher
        self.date = record.metadata.date
        self.url = record.metadata.url


def about_card(name: str, version: str, sources: int, listening: Sequence[str]) -> Card:
    """What the bot is, how to ask it, and what it sees. ``listening`` names the channels it reads whole, if any."""
    reads = (
        f"It reads every new post in {', '.join(listening)}, to answer what reads like a question; everywhere else it"
        " sees only what is addressed to it."
        if listening
        else "It asks Discord for no privileged intent: it sees only commands, messages that mention it, replies that"
        " ping it, and direct messages. It cannot read the rest of a channel."
    )
    shown = remark(name)
    how = (
        "**How to ask**",
        "- `/ask`, or mention me, with a question; in a direct message just ask",
        "- *Show in context* shows the lines around a quote, *Check* compares it with the source on disk",
        "- `/check` takes any citation or quote; on a message: Apps → Check this quote",
        "- In a thread or a reply, a follow-up takes its subject from the question before",
    )
    blocks = (
        Block(
            Role.LEAD,
            f"### {shown}\nI answer questions with the sources' own sentences, word for word, each with the place where"
            f" it stands. No language model writes a word of it. Where the {sources:,} sources do not say, I say so.",
        ),
        Block(Role.PLAIN, "\n".join(how)),
        Block(Role.PLAIN, f"**What I see**\n{reads} Questions are not stored unless the operator turns that on."),
        Block(Role.FOOTER, f"-# Pullquote {version}"),
    )
    return Card(Colour.CONTEXT, blocks)


def found_card(records: Sequence[Record], typed: str) -> Card:
    """The sources that were found by a name, the first of them at least."""
    if not records:
        return notice(f"No source is called “{remark(typed)}”. `/sources` lists them all.", Colour.DECLINE)
    more = f"\n-# {len(records) - ON_PAGE} more; type more of the name" if len(records) > ON_PAGE else ""
    head = Block(Role.LEAD, f"### Sources for “{remark(typed)}”{more}")
    return Card(Colour.CONTEXT, (head, *_fitting(records[:ON_PAGE], length(head.text))))


def _fitting(records: Sequence[Record], used: int) -> Iterator[Block]:
    """A block for each source, as long as they fit into a message."""
    for record in records:
        block = source_block(record)
        used += length(block.text)
        if used <= MAX_TEXT - ROOM:
            yield block
