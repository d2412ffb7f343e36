"""The lines below a quote: where it stands, what the article is, and what one should know about it."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.discord.cards.escaping import code, escape, link, shorten
from bot.discord.cards.invisible import without_invisible
from index.library.answer import Place, Quote

__all__ = ["CitedArticle", "article", "below", "cited", "date", "remark"]

PLACES = 3
"""How many other places of the same words are named."""
TITLE = 200
"""The longest title or publisher that is shown whole, in characters."""
REMARK = 160
"""The longest remark of the bot's own words, in characters."""
CHANGED = "-# ⚠ The source has changed since it was read; *Check* shows what stands there now"


class CitedArticle(Protocol):
    """What is known of an article: a quote, an excerpt and the metadata of a record have it."""

    @property
    def title(self) -> str | None:
        """The title, or None."""

    @property
    def publisher(self) -> str | None:
        """Who published it."""

    @property
    def date(self) -> dt.date | None:
        """When."""

    @property
    def url(self) -> str | None:
        """Where it is on the web."""


def date(day: dt.date) -> str:
    """A date as one reads it, in no one's local order: 4 March 2020."""
    return f"{day.day} {day:%B} {day.year}"


def remark(text: str, limit: int = REMARK) -> str:
    """The bot's own words, or a title, as one line of markdown of at most ``limit`` characters."""
    return escape(shorten(" ".join(without_invisible(text).split()), limit))


def article(about: CitedArticle) -> str:
    """The article in a few words of markdown: its title, linked where its address is known, publisher and date."""
    title = shorten(" ".join(without_invisible(about.title or "").split()), TITLE)
    known = [link(title, about.url), remark(about.publisher or "", TITLE), date(about.date) if about.date else ""]
    return " · ".join(one for one in known if one)


def below(quote: Quote) -> Callable[[str], Sequence[str]]:
    """What makes the lines below a quote from a remark such as "part 1 of 3"."""

    def lines(part: str) -> Sequence[str]:
        cited = " · ".join(one for one in (code(quote.citation), part) if one)
        known = article(quote)
        return [f"-# {cited}{f' · {known}' if known else ''}", *_others(quote.also), *[CHANGED][: quote.changed]]

    return lines


def cited(quote: Quote) -> Callable[[str], Sequence[str]]:
    """What makes the one line below a quote of an article that is named already."""
    return lambda part: [f"-# {' · '.join(one for one in (code(quote.citation), part) if one)}"]


def _others(places: Sequence[Place]) -> Sequence[str]:
    """The line that names the other places where the words of a quote stand, if there are any."""
    named = ", ".join(code(place.citation) for place in places[:PLACES])
    more = f" and {len(places) - PLACES} more" if len(places) > PLACES else ""
    return [f"-# Also at {named}{more}"] if places else []
