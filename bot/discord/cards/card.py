"""Cards: what Discord shows, as plain data within Discord's limits. Nothing here imports discord.

A card is a coloured box of text blocks, with buttons below it. Its quotes and citations are never cut: what does not
fit stands on the next page, and what is longer than a page is shown in parts that say so.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.discord.cards.button_state import Action
from bot.discord.cards.escaping import Span, emphasised, length, quoted

__all__ = [
    "MAX_BUTTONS",
    "MAX_COMPONENTS",
    "MAX_TEXT",
    "PIECES",
    "Block",
    "Button",
    "Card",
    "Colour",
    "Piece",
    "Role",
    "paginate",
    "parts",
]

MAX_TEXT = 4000
"""Characters of all the texts of a message with Components V2."""
MAX_COMPONENTS = 40
MAX_BUTTONS = 5
PIECES = 3
"""How many passages stand on a page: as many as a phone shows without scrolling far."""


class Colour(IntEnum):
    """The accent of a card, by what it says."""

    ANSWER = 0x3BA55D
    DECLINE = 0xE0A030
    CONTEXT = 0x5865F2
    WRONG = 0xD83C3E
    PLAIN = 0x80848E


class Role(IntEnum):
    """What a block is; the value is the first component id of its kind, by which a message is read back."""

    QUESTION = 1001
    BEFORE = 1002
    LEAD = 1003
    FOOTER = 1004
    QUOTE = 1100
    CONTEXT = 1200
    PLAIN = 1300


@dataclass(frozen=True, slots=True)
class Block:
    """A text of a card in Discord's markdown; ``ruled`` draws a line above it."""

    role: Role
    text: str
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it does and the page it leads to, or stands on. ``emoji`` stands before its label."""

    action: Action
    label: str
    page: int = 0
    emoji: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A message: its accent, its blocks from top to bottom, and its rows of buttons."""

    colour: Colour
    blocks: tuple[Block, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    fingerprint: str = ""

    @property
    def text_length(self) -> int:
        """How much of Discord's limit for texts the card uses."""
        return sum(length(block.text) for block in self.blocks)

    @property
    def components(self) -> int:
        """How many components the message has: the box, its texts and lines, and the rows with their buttons."""
        lines = sum(block.ruled for block in self.blocks)
        return 1 + len(self.blocks) + lines + sum(1 + len(row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to quote: its text word for word with the spans to emphasise, and the lines below it.

    ``below`` makes the lines from a remark like "part 1 of 3" (empty for a whole); the first of them is the citation.
    ``before`` and ``after`` are markdown that stands beside the text and is not of it: a line's number, an ellipsis;
    ``above`` is a line of its own.
    """

    role: Role
    text: str
    below: Callable[[str], Sequence[str]]
    matches: tuple[Span, ...] = ()
    answer: Span | None = None
    before: str = ""
    after: str = ""
    above: str = ""

    def render(self, span: Span, room: int, remark: str = "") -> Block:
        """The block of the characters of ``span``; below it the citation, and the other lines where they fit."""
        start, end = span
        matches = [(first - start, last - start) for first, last in self.matches]
        answer = (self.answer[0] - start, self.answer[1] - start) if self.answer else None
        shown = emphasised(self.text[start:end], matches, answer)
        lines = [quoted(f"{'' if start else self.before}{shown}{'' if end < len(self.text) else self.after}")]
        for at, line in enumerate(self.below(remark)):
            if at == 0 or sum(map(length, lines[1:])) + length(line) < room // 2:
                lines.append(line)
        return Block(self.role, "\n".join([*([self.above] if self.above else []), *lines]))


def paginate(pieces: Iterable[Piece], room: int, most: int = PIECES) -> list[tuple[Block, ...]]:
    """Pages of at most ``most`` blocks and ``room`` characters of Discord's counting, with every piece whole.

    A line parts each quote from what is above it.
    """
    pages: list[tuple[Block, ...]] = []
    page: list[Block] = []
    for block in (block for piece in pieces for block in parts(piece, room)):
        if page and (len(page) == most or sum(length(one.text) for one in page) + length(block.text) > room):
            pages.append(tuple(page))
            page = []
        parted = bool(page) and block.role is Role.QUOTE
        page.append(replace(block, ruled=parted))
    return [*pages, tuple(page)] if page else pages


def parts(piece: Piece, room: int) -> Sequence[Block]:
    """A piece as one block where it fits into ``room``, or else as as many as it takes, each saying which it is."""
    whole = piece.render((0, len(piece.text)), room)
    if length(whole.text) <= room:
        return (whole,)
    spans = tuple(_cuts(piece, room))
    return tuple(piece.render(span, room, f"part {at} of {len(spans)}") for at, span in enumerate(spans, start=1))


def _cuts(piece: Piece, room: int) -> Iterator[Span]:
    """Spans that cover a text, each of which fits into ``room``, cut between words where that can be."""
    start, end = 0, len(piece.text)
    while start < end:
        stop = _longest(piece, start, room)
        if stop < end:
            space = max(piece.text.rfind(space, start, stop) for space in " \n")
            stop = space + 1 if space > start else stop
        yield start, stop
        start = stop


def _longest(piece: Piece, start: int, room: int) -> int:
    """The last end at which the text from ``start`` fits, found by halving; at least one character is taken."""
    low, high = start + 1, min(len(piece.text), start + room)
    while low < high:
        middle = (low + high + 1) // 2
        fits = length(piece.render((start, middle), room, "part 9999 of 9999").text) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return low
