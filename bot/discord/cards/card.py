"""Cards: messages as plain data within the limits of Discord.

A card is a coloured box of text blocks with buttons below it. Its quotes and citations are never cut: a quote that does
not fit goes on the next page, and one longer than a page is shown in numbered parts.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.discord.cards.button_state import Action
from bot.discord.cards.escaping import Span, length, quoted
from bot.discord.cards.quote_markdown import apart, quote_markdown, within
from bot.discord.cards.styling import emphasised
from bot.wording.speaking import said
from index.documents.shown_lines import ShownLine

__all__ = [
    "MAX_BUTTONS",
    "MAX_COMPONENTS",
    "MAX_TEXT",
    "PIECES",
    "Button",
    "Card",
    "Colour",
    "Piece",
    "Role",
    "TextBlock",
    "paginate",
    "parts",
]

MAX_TEXT = 4000
"""The limit for all texts of a message with Components V2, in characters."""
MAX_COMPONENTS = 40
"""The limit for the components of a message, at every level."""
MAX_BUTTONS = 5
"""The limit for the buttons of a row."""
PIECES = 3
"""Passages on a page: as many as a phone shows without scrolling far."""


class Colour(IntEnum):
    """The accent colour of a card, by its meaning."""

    ANSWER = 0x3BA55D
    UNSURE = 0xF0B132
    DECLINE = 0x9B59B6
    CONTEXT = 0x5865F2
    WRONG = 0xD83C3E
    PLAIN = 0x80848E


class Role(IntEnum):
    """The role of a block; the value is the first component id of the role, by which a message is read back."""

    QUESTION = 1001
    BEFORE = 1002
    LEAD = 1003
    FOOTER = 1004
    QUOTE = 1100
    PLACE = 1150
    CONTEXT = 1200
    PLAIN = 1300


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text of a card in the markdown of Discord; ``ruled`` draws a line above it."""

    role: Role
    text: str
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its action, its label, and the page that it leads to or stands on."""

    action: Action
    label: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """A message: its accent colour, its blocks from top to bottom, its rows of buttons, and a menu of what is rarer.

    ``onward`` is the label of the button that leads to the next page, or "", ``more`` that of the menu.
    """

    colour: Colour
    blocks: tuple[TextBlock, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    fingerprint: str = ""
    menu: tuple[Button, ...] = ()
    onward: str = ""
    more: str = ""

    @property
    def text_length(self) -> int:
        """Return the length of all texts, as Discord counts it."""
        return sum(length(block.text) for block in self.blocks)

    @property
    def components(self) -> int:
        """Return the number of components: the box, its texts and lines, the rows with their buttons or the menu."""
        lines = sum(block.ruled for block in self.blocks)
        return 1 + len(self.blocks) + lines + sum(1 + len(row) for row in self.rows) + 2 * bool(self.menu)


@dataclass(frozen=True, slots=True)
class Piece:
    """A quote: its text word for word with the spans to emphasise, and the lines below it; or these alone.

    ``below`` returns the lines, first the citation, for a remark such as "part 1 of 3", empty for a whole quote;
    ``article`` is the line between the text and them. ``before`` and ``after`` are markdown beside the text, such as
    the number of a line or an ellipsis; ``above`` is a line above it. ``lines`` are those of a text that has marks, as
    they are shown in place of it, and ``columns`` the names of the columns of a row.
    """

    role: Role
    text: str
    below: Callable[[str], Sequence[str]]
    matches: tuple[Span, ...] = ()
    answer: Span | None = None
    before: str = ""
    after: str = ""
    above: str = ""
    article: str = ""
    lines: tuple[ShownLine, ...] = ()
    columns: tuple[str, ...] = ()

    def render(self, span: Span, room: int, remark: str = "") -> TextBlock:
        """Return the block for a span of the text, with the citation below it and the other lines that fit."""
        start, end = span
        shown = apart(self._shown(start, end))
        quote = self.text and quoted(
            f"{'' if start else self.before}{shown}{'' if end < len(self.text) else self.after}"
        )
        lines: list[str] = []
        for at, line in enumerate(self.below(remark)):
            if at == 0 or sum(map(length, lines)) + length(line) < room // 2:
                lines.append(line)
        fits = self.article and sum(map(length, lines)) + length(self.article) < room // 2
        return TextBlock(self.role, "\n".join(filter(None, [self.above, quote, self.article if fits else "", *lines])))

    def _shown(self, start: int, end: int) -> str:
        if self.lines:
            return quote_markdown(within(self.lines, start, end), self.columns, self.matches, self.answer)
        matches = [(first - start, last - start) for first, last in self.matches]
        answer = (self.answer[0] - start, self.answer[1] - start) if self.answer else None
        return emphasised(self.text[start:end], matches, answer)


def paginate(pieces: Iterable[Piece], room: int, most: int = PIECES) -> list[tuple[TextBlock, ...]]:
    """Return pages of at most ``most`` blocks and ``room`` characters, as Discord counts them, with every piece whole.

    What is context of a quote stands on its page and does not count. A line separates each quote from the block above
    it.
    """
    pages: list[tuple[TextBlock, ...]] = []
    page: list[TextBlock] = []
    for block in (block for piece in pieces for block in parts(piece, room)):
        full = block.role is not Role.CONTEXT and sum(one.role is not Role.CONTEXT for one in page) == most
        if page and (full or sum(length(one.text) for one in page) + length(block.text) > room):
            pages.append(tuple(page))
            page = []
        page.append(replace(block, ruled=bool(page) and block.role is Role.QUOTE))
    return [*pages, tuple(page)] if page else pages


def parts(piece: Piece, room: int) -> Sequence[TextBlock]:
    """Return a piece as one block if it fits into ``room``, or else as several that are numbered."""
    whole = piece.render((0, len(piece.text)), room)
    if length(whole.text) <= room:
        return (whole,)
    spans = tuple(_cuts(piece, room))
    return tuple(piece.render(span, room, _part(at, len(spans))) for at, span in enumerate(spans, start=1))


def _part(number: int, count: int) -> str:
    return said("card.part", part=str(number), parts=str(count))


def _cuts(piece: Piece, room: int) -> Iterator[Span]:
    """Split a text into spans that each fit into ``room``, between words if possible."""
    start, end = 0, len(piece.text)
    while start < end:
        stop = _longest(piece, start, room)
        if stop < end:
            space = max(piece.text.rfind(space, start, stop) for space in " \n")
            stop = space + 1 if space > start else stop
        yield start, stop
        start = stop


def _longest(piece: Piece, start: int, room: int) -> int:
    """Bisect for the last end at which the text from ``start`` fits; at least one character is taken."""
    low, high = start + 1, min(len(piece.text), start + room)
    while low < high:
        middle = (low + high + 1) // 2
        fits = length(piece.render((start, middle), room, _part(9999, 9999)).text) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return low
