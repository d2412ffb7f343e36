"""The cards of the sources and of the bot itself, and short notices."""

from collections.abc import Iterator, Sequence

from bot.discord.cards.button_state import Action
from bot.discord.cards.card import MAX_TEXT, Button, Card, Colour, Role, TextBlock
from bot.discord.cards.citing import article, remark
from bot.discord.cards.escaping import code, length
from bot.wording.grammar import number
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
    tell = f"\n-# If that goes on, tell whoever runs me: error {code(error_id)}" if error_id else ""
    return notice(f"{text}{tell}", Colour.WRONG)


def sources_card(records: Sequence[Record], problems: Sequence[Problem], page: int, *, private: bool) -> Card:
    """Return a page of the list of sources; ``page`` counts from 0, and one too high means the last page."""
    count = max(1, -(-len(records) // ON_PAGE))
    page = min(max(page, 0), count - 1)
    total = number(len(records), "source")
    unread = sum(not one.of_other_kinds for one in problems)
    failed = f"\n-# {unread:,} more cannot be read; the log says why" if unread else ""
    head = TextBlock(Role.LEAD, f"### {total}{failed}")
    listed = _fitting(records[page * ON_PAGE : (page + 1) * ON_PAGE], length(head.text))
    foot = (TextBlock(Role.FOOTER, f"-# Page {page + 1} of {count}"),) if count > 1 else ()
    back = (Button(Action.LIST_BACK, "Back", page - 1),) if page else ()
    more = (Button(Action.LIST_MORE, "More", page + 1),) if page + 1 < count else ()
    end = () if private else (Button(Action.DELETE, "Delete"),)
    row = (*back, *more, *end)
    return Card(Colour.CONTEXT, (head, *listed, *foot), (row,) if row else ())


def source_block(record: Record, *, ruled: bool = False) -> TextBlock:
    """Describe a source in two lines: the article, and the name to cite it by with its size."""
    metadata = record.metadata
    known = article(record.title, metadata.publisher, metadata.date, metadata.url)
    return TextBlock(
        Role.PLAIN,
        f"{known}\n-# {code(record.name)} · {number(record.lines, 'line')} · {number(record.passages, 'sentence')}",
        ruled,
    )


def about_card(name: str, version: str, sources: int, listening: Sequence[str], kept: str) -> Card:
    """Describe the bot, how to ask it and what it sees.

    ``listening`` names the channels that it reads whole; ``kept`` says in Markdown what it stores.
    """
    reads = (
        f"I read every new post in {', '.join(listening)}, to answer what reads like a question; everywhere else I see"
        " only what is addressed to me."
        if listening
        else "I ask Discord for no privileged intent: I see only commands, messages that mention me, replies that ping"
        " me, and direct messages. I cannot read the rest of a channel."
    )
    shown = remark(name)
    how = (
        "**How to ask**",
        "- `/ask`, or mention me, with a question; in a direct message just ask",
        "- *Context* shows the lines around a quote; *More …* has a check against the files, and a follow-up",
        "- `/check` takes any citation or quote; on a message: Apps → Check this quote",
        "- In a thread or a reply, a follow-up takes its subject from the question before",
    )
    blocks = (
        TextBlock(
            Role.LEAD,
            f"### {shown}\nI answer questions with the sources' own sentences, word for word, each with the place where"
            f" it stands. No language model writes a word of it. Where the {sources:,} sources do not say, I say so.",
        ),
        TextBlock(Role.PLAIN, "\n".join(how)),
        TextBlock(Role.PLAIN, f"**What I see**\n{reads}"),
        TextBlock(Role.PLAIN, f"**What I keep**\n{kept}"),
        TextBlock(Role.FOOTER, f"-# Pullquote {version}"),
    )
    return Card(Colour.CONTEXT, blocks)


def found_card(records: Sequence[Record], typed: str) -> Card:
    """List the sources found by a name, or the first of them."""
    if not records:
        return notice(f"No source is called “{remark(typed)}”. `/sources` lists them all.", Colour.DECLINE)
    more = f"\n-# {len(records) - ON_PAGE} more; type more of the name" if len(records) > ON_PAGE else ""
    head = TextBlock(Role.LEAD, f"### Sources for “{remark(typed)}”{more}")
    return Card(Colour.CONTEXT, (head, *_fitting(records[:ON_PAGE], length(head.text))))


def _fitting(records: Sequence[Record], used: int) -> Iterator[TextBlock]:
    """Yield a block for each source, parted by lines, as long as they fit into a message."""
    for at, record in enumerate(records):
        block = source_block(record, ruled=at > 0)
        used += length(block.text)
        if used <= MAX_TEXT - ROOM:
            yield block
