"""The block below an old answer that says what answers its question since then."""

from bot.discord.cards.card import Role, TextBlock
from bot.discord.cards.citing import cited
from bot.discord.cards.escaping import escape, length, quoted
from bot.wording.speaking import said

__all__ = ["SINCE", "since_answered"]

SINCE = Role.QUOTE + 49
"""The component id of the block, beyond those of the quotes of a page, by which it is read back as one of them."""


def since_answered(words: str, citation: str, by: str, room: int, address: str | None = None) -> TextBlock | None:
    """Return the block with these words, or else with their citation alone; None if that does not fit ``room`` either.

    ``by`` is markdown that names who wrote them, ``address`` that of the page of the citation, if it has one.
    """
    head, place = said("card.since_answered"), cited(citation, by, address=address)
    whole = f"{head}\n{quoted(escape(words))}\n{place}"
    text = whole if length(whole) <= room else f"{head}\n{place}"
    return TextBlock(Role.QUOTE, text) if length(text) <= room else None
