"""The text of a message: cleaned to a question, recognised as one, or parted into claims to check."""

import re
from collections.abc import Mapping

from bot.wording.invisible import without_invisible

__all__ = ["CLAIMS", "claims_in", "clean", "reads_like_question", "without_mention"]

_MENTION = re.compile(r"<@!?([0-9]+)>")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{12,}?)[”“»\"]")
_ASKS = re.compile(
    r"(?!what an? )"
    r"(who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|can|could|will|would|has|have|had|should)"
    r"(['’](s|re|d|ll))?\s+\S+\s+\S",
    re.IGNORECASE,
)
_CITES = re.compile(r"[^\s.]\.\w{1,8}(?:@\w+)?(?::\d|,? lines? \d|#L\d)")
CLAIMS = 5
"""The most quotes that are checked at a time."""


def clean(text: str) -> str:
    """Return a question on one line, without invisible characters."""
    return " ".join(without_invisible(text).split())


def without_mention(text: str, own: int, names: Mapping[int, str]) -> str:
    """Remove mentions of the bot, whose id is ``own``, and replace those of others by their names."""
    named = _MENTION.sub(lambda match: "" if int(match[1]) == own else f"@{names.get(int(match[1]), 'someone')}", text)
    return clean(named)


def reads_like_question(text: str) -> bool:
    """Return True for a text that ends in a question mark or begins as English questions do."""
    text = clean(text)
    return bool(text) and (text.rstrip(" )\"'”*_").endswith(("?", "？", "؟")) or bool(_ASKS.match(text)))


def claims_in(text: str) -> tuple[str, ...]:
    """Return what a message has to check: its block quotes, or what is in quotation marks, or else all of it.

    It is all of it, too, if it cites a place, which belongs to its quotes.
    """
    if _CITES.search(text):
        return (text.strip(),)
    quotes: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith(">"):
            quotes[-1].append(line.lstrip("> "))
        elif quotes[-1]:
            quotes.append([])
    blocks = ["\n".join(lines) for lines in quotes if any(lines)]
    claims = blocks or _QUOTED.findall(text) or [text]
    return tuple(one.strip() for one in claims if one.strip())
