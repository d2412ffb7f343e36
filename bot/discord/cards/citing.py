"""The lines below a quote: its citation, its article, and remarks."""

import datetime as dt
import re
from collections.abc import Callable, Sequence

from bot.discord.cards.escaping import code, escape, link, shorten
from bot.page_link import page_url
from bot.wording.direction import ISOLATES, Spoken, isolated, left_to_right
from bot.wording.grammar import joined
from bot.wording.invisible import without_invisible
from bot.wording.speaking import date_text, said
from bot.wording.surroundings import above
from index.library.answer import Place, Quote

__all__ = ["article", "article_of", "below", "cited", "linked", "one_line", "remark", "told"]

PLACES = 3
"""Further places of the same words that are named."""
TITLE = 200
"""The longest title or publisher that is shown whole, in characters."""
REMARK = 160
"""The longest remark of the bot that is shown whole, in characters."""
ADDRESS = 600
"""The longest address to which a citation is linked, in characters; a longer one would leave a quote no room."""
_ISOLATE = re.compile(f"([{ISOLATES}])")


def remark(text: str, limit: int = REMARK) -> str:
    """Return a title, or words of the bot, as one line of markdown of at most ``limit`` characters."""
    return escape(one_line(text, limit))


def told(text: str, limit: int = REMARK) -> str:
    """Return a text of the templates as `remark` does, with what is read from right to left set apart in it."""
    if not isinstance(text, Spoken):
        return remark(text, limit)
    parts = _ISOLATE.split(shorten(" ".join(text.split()), limit))
    return "".join(one if one in ISOLATES else escape(without_invisible(one)) for one in parts)


def article(
    title: str | None, publisher: str | None, date: dt.date | None, url: str | None, headings: Sequence[str] = ()
) -> str:
    """Name an article in markdown: title, linked if it has an address, headings below it, publisher and date."""
    day = date_text(date) if date else None
    path = remark(above(title or "", headings), TITLE)
    named = f"{link(one_line(title or '', TITLE), url)} {path}".strip()
    return joined(isolated(named), isolated(remark(publisher or "", TITLE)), day)


def cited(citation: str, *remarks: str, address: str | None = None) -> str:
    """Return the line of a citation, linked to its page, followed by the remarks in markdown that are not empty."""
    return f"-# {joined(linked(citation, address), *remarks)}"


def linked(citation: str, address: str | None) -> str:
    """Return a citation as a code span, linked to an address of `page_url` if there is one; it begins at the left.

    Brackets would end the label of a link early, so that a citation with one has the link beside it.
    """
    shown = code(citation)
    if not address or len(address) > ADDRESS:
        return left_to_right(shown)
    if {"[", "]"} & set(citation):
        return f"{left_to_right(shown)} {link(said('card.link'), address)}"
    return left_to_right(f"[{shown}](<{address}>)")


def article_of(quote: Quote) -> str:
    """Return the line that names the article of a quote."""
    return f"-# {article(quote.title, quote.publisher, quote.date, quote.url, quote.headings)}"


def below(quote: Quote, base: str | None = None, *, alone: bool = False) -> Callable[[str], Sequence[str]]:
    """Return the lines below a quote as `Piece` takes them: all of them, or that of its citation ``alone``.

    Citations are linked to their pages below the address ``base``, None for no links.
    """
    page = said("card.page", page=str(quote.page)) if quote.page and not alone else ""
    address = page_url(base, quote.citation, quote.sha256, quote.text)

    def lines(part: str) -> Sequence[str]:
        line = cited(quote.citation, page, part, address=address)
        return [line] if alone else [line, *_others(quote.also, base), *[_changed()][: quote.changed]]

    return lines


def one_line(text: str, limit: int) -> str:
    """Return a text as one line of at most ``limit`` characters, without what cannot be seen."""
    return shorten(" ".join(without_invisible(text).split()), limit)


def _others(places: Sequence[Place], base: str | None) -> Sequence[str]:
    """Return the line that names the further places of a quote, if there are any."""
    pages = [(one.citation, page_url(base, one.citation, one.sha256, one.text)) for one in places[:PLACES]]
    named = Spoken(", ".join(linked(citation, page) for citation, page in pages))
    if len(places) > PLACES:
        return [f"-# {said('card.also_more', places=named, more=str(len(places) - PLACES))}"]
    return [f"-# {said('card.also', places=named)}"] if places else []


def _changed() -> str:
    return f"-# ⚠ {said('card.changed')}"
