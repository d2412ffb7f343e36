"""The lines below a quote: its citation, its article, and remarks."""

import datetime as dt
from collections.abc import Callable, Sequence

from bot.discord.cards.escaping import code, escape, link, shorten
from bot.discord.cards.invisible import without_invisible
from bot.wording.grammar import date_text, joined
from bot.wording.surroundings import above
from index.library.answer import Place, Quote

__all__ = ["article", "article_of", "below", "cited", "one_line", "remark"]

PLACES = 3
"""Further places of the same words that are named."""
TITLE = 200
"""The longest title or publisher that is shown whole, in characters."""
REMARK = 160
"""The longest remark of the bot that is shown whole, in characters."""
CHANGED = "-# ⚠ The source has changed since it was read; *Check* shows what stands there now"


def remark(text: str, limit: int = REMARK) -> str:
    """Return a title, or words of the bot, as one line of markdown of at most ``limit`` characters."""
    return escape(one_line(text, limit))


def article(
    title: str | None, publisher: str | None, date: dt.date | None, url: str | None, headings: Sequence[str] = ()
) -> str:
    """Name an article in markdown: title, linked if it has an address, headings below it, publisher and date."""
    day = date_text(date) if date else None
    path = remark(above(title or "", headings), TITLE)
    named = f"{link(one_line(title or '', TITLE), url)} {path}".strip()
    return joined(named, remark(publisher or "", TITLE), day)


def cited(citation: str, *remarks: str) -> str:
    """Return the line of a citation, followed by the remarks in markdown that are not empty."""
    return f"-# {joined(code(citation), *remarks)}"


def article_of(quote: Quote) -> str:
    """Return the line that names the article of a quote."""
    return f"-# {article(quote.title, quote.publisher, quote.date, quote.url, quote.headings)}"


def below(quote: Quote) -> Callable[[str], Sequence[str]]:
    """Return the lines below a quote as `Piece` takes them."""
    page = f"page {quote.page}" if quote.page else ""

    def lines(part: str) -> Sequence[str]:
        return [cited(quote.citation, page, part), *_others(quote.also), *[CHANGED][: quote.changed]]

    return lines


def one_line(text: str, limit: int) -> str:
    """Return a text as one line of at most ``limit`` characters, without what cannot be seen."""
    return shorten(" ".join(without_invisible(text).split()), limit)


def _others(places: Sequence[Place]) -> Sequence[str]:
    """Return the line that names the further places of a quote, if there are any."""
    named = ", ".join(code(place.citation) for place in places[:PLACES])
    more = f" and {len(places) - PLACES} more" if len(places) > PLACES else ""
    return [f"-# Also at {named}{more}"] if places else []
