"""The marks within a run of Markdown: what of it a rendered page shows, found by the parser's tokens.

The tokens hold what is shown, in order, but not where it stands; each is looked for behind the one before.
"""

import re
from typing import TYPE_CHECKING

from index.documents.reading import Mark

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["inline_marks"]

_LINK_END = re.compile(r"\](?:\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|\[[^\]]*\])?")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])?")
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b", re.IGNORECASE)
_LEFT = re.compile(r"\[\^[^\]\s]{1,80}\](?::[ \t]*)?|[ \t]*\{:?[ \t]*(?:[#.][\w-]+|[\w-]+=)[^{}\n]{0,200}\}")
_ESCAPED_BAR = re.compile(r"\\\|")
_LINE_BREAK = re.compile(r"[ \t\\]*(?:\r\n?|\n)[ \t>]*")


def inline_marks(tokens: "list[Token]", text: str, start: int, end: int) -> list[Mark]:
    """Return the marks of ``text[start:end]``, in order, given its inline tokens; line breaks are shown as spaces.

    There are none where a token is not found, so that nothing is hidden that a page shows.
    """
    aligner = _Aligner(text, start, end)
    for token in tokens:
        aligner.read(token)
        if aligner.lost:
            return []
    aligner.close()
    return aligner.marks


class _Aligner:
    """``at`` is where the next token is looked for, ``settled`` up to where it is known what is shown."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._at, self._settled, self._end = text, start, start, end
        self._pending = ""
        self.marks: list[Mark] = []
        self.lost = False

    def read(self, token: "Token") -> None:
        """Find the next token."""
        match token.type:
            case "text":
                self._show(token.content)
            case "code_inline":
                self._show(token.content.strip(), lines=True)
            case "text_special":
                self._replace(token.markup, token.content)
            case "softbreak" | "hardbreak":
                self._break("\n" if token.type == "hardbreak" else " ")
            case "html_inline":
                self._skip(re.compile(re.escape(token.content)))
                self._pending = " " if _BREAK.match(token.content) else self._pending
            case "image":
                self._skip(_IMAGE)
            case "link_close":
                self._skip(_LINK_END if token.markup != "autolink" else re.compile(">"))

    def close(self) -> None:
        """Hide what stands behind the last word."""
        self._pending = ""
        if self._settled < self._end:
            self._hide(self._end)

    def _show(self, content: str, *, lines: bool = False) -> None:
        at = self._text.find(content, self._at, self._end)
        end = at + len(content)
        if at < 0 and lines:
            words = r"(?:[ \t]|\r?\n[ \t>]*)".join(map(re.escape, content.split(" "))).replace(r"\|", r"\\?\|")
            match = re.compile(words).search(self._text, self._at, self._end)
            at, end = match.span() if match else (-1, -1)
        if at < 0 or not content:
            self.lost |= at < 0
            return
        self._hide(at)
        self._at = self._settled = end
        if not lines and ("[^" in content or "{" in content):
            self.marks += [Mark(*match.span()) for match in _LEFT.finditer(self._text, at, end)]
        elif lines and self._text[at:end] != content:
            self.marks += [Mark(*match.span(), " ") for match in _LINE_BREAK.finditer(self._text, at, end)]
            self.marks += [Mark(match.start(), match.end() - 1) for match in _ESCAPED_BAR.finditer(self._text, at, end)]

    def _replace(self, written: str, shown: str) -> None:
        at = self._text.find(written, self._at, self._end)
        if at >= 0:
            self._hide(at)
            self.marks.append(Mark(at, at + len(written), shown))
            self._at = self._settled = at + len(written)

    def _break(self, shown: str) -> None:
        match = _LINE_BREAK.search(self._text, self._at, self._end)
        if match:
            self._hide(match.start())
            self.marks.append(Mark(*match.span(), shown))
            self._at = self._settled = match.end()

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.search(self._text, self._at, self._end)
        if match:
            self._at = match.end()

    def _hide(self, end: int) -> None:
        """Hide what lies between what is settled and ``end``, or show what is pending in its place."""
        if end > self._settled or self._pending:
            self.marks.append(Mark(self._settled, end, self._pending))
        self._pending = ""
