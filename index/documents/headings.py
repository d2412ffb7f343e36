"""The headings above a place in a text, as it is read from its beginning."""

from typing import Final

__all__ = ["Headings"]

_QUESTION: Final = 7
"""The level of what heads less than any heading: a line in bold, a question that an answer follows."""

_LONGEST = 200


class Headings:
    """The headings above the place that was read last.

    ``title`` is that of the whole source; a first heading of the same words is not repeated.
    """

    def __init__(self, title: str = "") -> None:
        self._title = _folded(title)
        self._open: list[tuple[int, str]] = []
        self._outer: list[list[tuple[int, str]]] = []
        self.path: tuple[str, ...] = ()

    def head(self, text: str, level: int) -> None:
        """Read a heading of a level, 1 being the highest."""
        self._open = [one for one in self._open if one[0] < level]
        self._open.append((level, text))
        self._update()

    def ask(self, text: str) -> None:
        """Read a line that heads only what follows it, up to the next heading or line of its kind."""
        self.head(text, _QUESTION)

    def enter(self, title: str) -> None:
        """Enter a block that has a title, or ""; headings in it end with it."""
        self._outer.append(self._open)
        self._open = [(0, text) for _, text in [*self._open, (0, title)]]
        self._update()

    def name(self, title: str) -> None:
        """Give the block that was entered last its title."""
        if self._outer:
            self._open = [*self._open[:-1], (0, title)]
            self._update()

    def leave(self) -> None:
        """Leave the block that was entered last."""
        if self._outer:
            self._open = self._outer.pop()
            self._update()

    def _update(self) -> None:
        shown = [text[:_LONGEST] for _, text in self._open if text]
        self.path = tuple(shown[1:] if shown and _folded(shown[0]) == self._title else shown)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
