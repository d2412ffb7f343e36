"""The lines below a quote: its citation, its article, and remarks."""

import datetime as dt
from collections.abc import Callable, Sequence

from bot.discord.cards.escaping import code, escape, link, shorten
from bot.discord.cards.invisible import without_invisible
from bot.page_link import page_url
from bot.wording.grammar import date_text, joined
from bot.wording.surroundings import above
from index.library.answer import Place, Quote

__all__ = ["article", "article_of", "below", "cited", "linked", "one_line", "remark"]

PLACES = 3
"""Further places of the same words that are named."""
TITLE = 200
"""The longest title or publisher that is shown whole, in characters."""
REMARK = 160
"""The longest remark of the bot that is shown whole, in characters."""
ADDRESS = 600
"""The longest address to which a citation is linked, in characters; a longer one would leave a quote no room."""
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


def cited(citation: str, *remarks: str, address: str | None = None) -> str:
    """Return the line of a citation, linked to its page, followed by the remarks in markdown that are not empty."""
    return f"-# {joined(linked(citation, address), *remarks)}"


def linked(citation: str, address: str | None) -> str:
    """Return a citation as a code span, linked to an address of `page_url` if there is one.

    Brackets would end the label of a link early, so that a citation with one has the link beside it.
    """
    shown = code(citation)
    if not address or len(address) > ADDRESS:
        return shown
    return f"{shown} {link('page', address)}" if {"[", "]"} & set(citation) else f"[{shown}](<{address}>)"


def article_of(quote: Quote) -> str:
    """Return the line that names the article of a quote."""
    return f"-# {article(quote.title, quote.publisher, quote.date, quote.url, quote.headings)}"


def below(quote: Quote, base: str | None = None, *, alone: bool = False) -> Callable[[str], Sequence[str]]:
    """Return the lines below a quote as `Piece` takes them: all of them, or that of its citation ``alone``.

    Citations are linked to their pages below the address ``base``, None for no links.
    """
    page = f"page {quote.page}" if quote.page and not alone else ""
    address = page_url(base, quote.citation, quote.sha256, quote.text)

    def lines(part: str) -> Sequence[str]:
        line = cited(quote.citation, page, part, address=address)
        return [line] if alone else [line, *_others(quote.also, base), *[CHANGED][: quote.changed]]

    return lines


def one_line(text: str, limit: int) -> str:
    """Return a text as one line of at most ``limit`` characters, without what cannot be seen."""
    return shorten(" ".join(without_invisible(text).split()), limit)


def _others(places: Sequence[Place], base: str | None) -> Sequence[str]:
    """Return the line that names the further places of a quote, if there are any."""
    named = ", ".join(linked(one.citation, page_url(base, one.citation)) for one in places[:PLACES])
    more = f" and {len(places) - PLACES} more" if len(places) > PLACES else ""
    return [f"-# Also at {named}{more}"] if places else []
