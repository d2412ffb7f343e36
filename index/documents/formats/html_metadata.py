"""What an HTML page declares of itself: title, site, date, address and language; nothing is guessed from its words."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

from index.documents.formats.marked_words import Element
from index.documents.metadata import Metadata
from index.text.language import DEFAULT, language_tagged

__all__ = ["declared", "one_line"]

_TITLES = ("og:title", "citation_title", "dc.title", "twitter:title")
_SITES = ("og:site_name", "citation_journal_title", "dc.publisher", "publisher", "application-name")
_AUTHORS = ("author", "citation_author", "dc.creator", "article:author", "parsely-author")
_DATES = (
    "article:published_time", "datepublished", "citation_publication_date", "citation_date", "dc.date", "dcterms.date",
    "dc.date.issued", "dcterms.created", "parsely-pub-date", "pubdate", "publish-date", "date", "og:published_time",
)  # fmt: skip
_URL = re.compile(r"https?://[^\s/<>\"]+[^\s<>\"]*", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)(?!\d)")
_LONGEST = 300  # characters of a title or of a name
_MOST_DATA = 1_000_000  # characters of the data that a page carries for search engines


def declared(root: Element) -> Metadata:
    """Return the metadata that a page declares; the publisher is its site, or else its author."""
    metas = _metas(root)
    data = [one for script in root.iter("script") if _is_data(script) for one in _objects(script.text or "")]
    title = _first(metas, _TITLES) or _named(data, "headline") or one_line(root.findtext(".//title"))
    site = _first(metas, _SITES) or _named(data, "publisher") or _first(metas, _AUTHORS) or _named(data, "author")
    days = (*(metas.get(name) for name in _DATES), _named(data, "datePublished"), _time(root))
    day, address = next(filter(None, map(_day, days)), None), _address(root, metas)
    return Metadata(title, site, day, address, language=_language(root))


def one_line(words: str | None) -> str | None:
    """Return a title or a name on one line, or None for none or one that is too long to be one."""
    line = " ".join((words or "").split())
    return line if line and len(line) <= _LONGEST else None


def _metas(root: Element) -> dict[str, str]:
    """Return what the page's meta elements say, by their names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            found.setdefault(name, meta.get("content"))
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    said = (one_line(metas.get(name)) for name in names)
    return next((one for one in said if one and not _URL.match(one)), None)


def _is_data(script: Element) -> bool:
    return (script.get("type") or "").strip().lower() == "application/ld+json"


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of the data that a page carries (JSON-LD), those of a graph too."""
    if len(text) > _MOST_DATA:
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    graph = value.get("@graph") if isinstance(value, dict) else value
    for one in [value, *(graph if isinstance(graph, list) else [])]:
        if isinstance(one, dict):
            yield one


def _named(data: list[dict[str, Any]], key: str) -> str | None:
    """Return the first text, or name of a thing, that a key has."""
    for one in data:
        value = one.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and (line := one_line(value)) and not _URL.match(line):
            return line
    return None


def _time(root: Element) -> str | None:
    """Return the time that an element of the page marks as that of its publication."""
    for one in root.iter("time"):
        if one.get("pubdate") is not None or "published" in f"{one.get('itemprop')} {one.get('class')}".lower():
            return str(one.get("datetime") or one.text or "")
    return None


def _day(text: str | None) -> dt.date | None:
    match = _DAY.match((text or "").strip())
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _language(root: Element) -> str | None:
    """Return the code of the language that the page is marked to be in; None for English, as pages are made anyhow."""
    html = root if root.tag == "html" else root.find(".//html")
    code = language_tagged((html.get("lang") or "").strip()) if html is not None else None
    return None if code == DEFAULT else code


def _address(root: Element, metas: dict[str, str]) -> str | None:
    links = (one.get("href") for one in root.iter("link") if (one.get("rel") or "").lower() == "canonical")
    return next((one for one in (*links, metas.get("og:url")) if one and _URL.fullmatch(one)), None)
