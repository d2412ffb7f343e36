"""Fences: the lines of Markdown between which code stands (CommonMark 0.31, section 4.5)."""

import re

__all__ = ["Fences"]

_OPENING = re.compile(r"(?P<fence>`{3,})[^`]*\Z|(?P<tildes>~{3,})")
_CLOSING = re.compile(r"(?:`{3,}|~{3,})\Z")


class Fences:
    """Follows a text line by line; ``open`` says whether the line read last is followed by code, or is code itself.

    A fence is closed by a line of the same character that is at least as long and holds nothing else.
    """

    def __init__(self) -> None:
        self._opened = ""

    @property
    def open(self) -> bool:
        """Whether a fence has been opened and not closed."""
        return bool(self._opened)

    def read(self, line: str) -> bool:
        """Take up the next line, without white space around it; says whether it is a fence itself."""
        if self._opened:
            closes = bool(_CLOSING.match(line)) and line.startswith(self._opened)
            self._opened = "" if closes else self._opened
            return closes
        match = _OPENING.match(line)
        self._opened = (match["fence"] or match["tildes"]) if match else ""
        return bool(match)
