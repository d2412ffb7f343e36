"""Escapes text as markdown of Discord that shows the same characters, and reads it back.

Nothing in the result can mention, link, spoil, format, break out of a block quote, or fetch a preview: every character
that could begin such markup is preceded by a backslash, which Discord takes away. No invisible character is added.
`unescape` is the inverse.
"""

import re
from collections.abc import Sequence
from itertools import count
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from bot.wording.invisible import conceal, revealed, unseen

__all__ = ["Span", "code", "escape", "escaped", "length", "link", "quoted", "shorten", "unescape", "unquoted"]

Span = tuple[int, int]

_MARKUP = re.compile(
    r"""
    [\\`*_~|\[\]<@]
    | :(?=\S)  # a shortcode, the middle of an address
    | (?<=\S)/(?=\S)  # an invitation without a scheme
    | (?:\A|(?<=[\r\n]))[^\S\r\n]*(?:[#>+-]|\d+[^\S\r\n]*\.)  # a heading, a quote, a list
    """,
    re.VERBOSE,
)
_LINE_END = re.compile(r"[\r\n]")
_ESCAPED = re.compile(r"\\(.)|\*\*|__", re.DOTALL)
_URL_SAFE = "%/:=&?~#+!$,;'@()*[]-._"


def length(text: str) -> int:
    """Return the length of a text in UTF-16 units, the largest of the ways in which Discord may count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """Cut a text to at most ``limit`` characters with an ellipsis; never used for quotes and citations."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def escape(text: str) -> str:
    """Return markdown that shows the same characters."""
    return "".join(escaped(text))


def unescape(markdown: str) -> str:
    """Return the text that `escape` was given, or one with bold and underlined words, with line ends as LF."""
    return conceal(_ESCAPED.sub(lambda match: match[1] or "", markdown))


def quoted(markdown: str) -> str:
    """Put markdown into a block quote, line by line, so that no line breaks out."""
    return "\n".join(f"> {line}" for line in markdown.split("\n"))


def unquoted(markdown: str) -> str:
    """Return the markdown within a block quote."""
    return "\n".join(line.removeprefix("> ") for line in markdown.split("\n"))


def code(text: str) -> str:
    """Return a citation as a code span, from which it can be copied; its fence is the shortest that it does not hold.

    Three backticks would begin a block of code.
    """
    shown = _LINE_END.sub("␊", revealed(text))
    held = {len(run) for run in re.findall("`+", shown)}
    fence = "`" * next(size for size in count(1) if size not in held)
    pad = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def link(label: str, url: str | None) -> str:
    """Link a label to a web address without a preview; return just the label if the address is missing or unsafe."""
    shown = escape(" ".join(label.split()))
    address = _address(url or "")
    return f"[{shown}](<{address}>)" if address else shown


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
        return ""
    return percent_encode(url, safe=_URL_SAFE).replace("(", "%28").replace(")", "%29").replace("*", "%2A")


def escaped(text: str) -> Sequence[str]:
    """Return the markdown of each character of a text."""
    result = list(text)
    for match in _MARKUP.finditer(text):
        at = match.end() - 1
        result[at] = f"\\{text[at]}"
    for match in _LINE_END.finditer(text):
        result[match.start()] = "" if text.startswith("\r\n", match.start()) else "\n"
    for at, shown in unseen(text).items():
        result[at] = shown
    return result
