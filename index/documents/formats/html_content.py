"""The content of an HTML page: the element that holds it, without what stands around or between.

trafilatura says which words are the content, which is what it is good at; how they are marked up is taken from the page
itself. Where it leaves out too much of a page, as of answers to questions, lists and tables, the page's own main
element, or all of it, is the content.
"""

import logging
import re
from copy import deepcopy
from dataclasses import dataclass

from index.documents.formats.html_tree import remove
from index.documents.formats.markdown_writer import BLOCKS
from index.documents.formats.marked_words import Element

__all__ = ["content"]

MOST_EXTRACTED = 20_000
"""Elements of the largest page of which trafilatura is asked; its time grows faster than the page."""

KEPT = 0.6
"""Share of the words of a page outside of links that must be in what was extracted for that to be trusted."""

WHOLE = 0.9
"""Share of the extracted words that the element with the content holds."""

_RUN = 3  # words that are looked for together
_LINKS = 0.5  # share of words in links from which on a block is a list of links
_SMALL = 80  # words of the longest block that is furniture by its name alone
_WORD = re.compile(r"\w+")
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|share|sharing|social|newsletter|subscribe|subscription|signup|paywall|promo|"
    r"advert(?:isement|s)?|ads?|sponsor(?:ed)?|related|recommend(?:ed|ations)?|breadcrumbs?|pagination|pager|sidebar|"
    r"comments?|disqus|navbar|navigation|menu|toolbar|skip-?link|footer|popup|modal|overlay|toc|editsection|"
    r"headerlink|edit-link|permalink|feedback|trending)(?=$|[\s_-])",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|headerlink|permalink|editsection|skip-?link|popup|modal)(?=$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Weight:
    """The words of an element and of all within it: how many, how many in links, how many that were extracted."""

    words: int = 0
    linked: int = 0
    taken: int = 0


def content(root: Element) -> Element:
    """Return the element with the content of a page of which the hidden parts are gone; takes out the rest."""
    remove(one for one in root.iter() if one.tag not in {"html", "body"} and _SURE.search(_named(one)))
    body = root.find("body") if root.tag == "html" else root
    body = root if body is None else body
    runs = _runs(_extracted(root))
    weights = _weights(body, runs)
    main = _main(body)
    whole = weights[main]
    trusted = bool(runs) and weights[body].taken >= KEPT * max(1, whole.words - whole.linked)
    chosen = _lowest(body, weights) if trusted else main
    _prune(chosen, weights)
    return chosen


def _extracted(root: Element) -> str:
    """Return the words that trafilatura takes for the content, or "" if it finds none or the page is very large."""
    if sum(1 for _ in root.iter()) > MOST_EXTRACTED:
        return ""
    from trafilatura import bare_extraction  # noqa: PLC0415 - a large page needs none of it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    copy = deepcopy(root)
    for cell in copy.iter("td", "th"):
        cell.attrib.pop("colspan", None)  # it would make as many cells of one as the page says
        cell.attrib.pop("rowspan", None)
    try:
        found = bare_extraction(copy, fast=True, favor_recall=True, include_comments=False)
    except Exception:  # noqa: BLE001 - whatever it trips over, the page itself can be read
        return ""
    body: Element = getattr(found, "body", None)
    return "" if body is None else " ".join(body.itertext())


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [one.lower() for one in _WORD.findall(text)]
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False)) | {(one,) for one in words}


def _weights(body: Element, runs: frozenset[tuple[str, ...]]) -> dict[Element, _Weight]:
    """Weigh every element; ``taken`` counts the words of texts of which most was extracted."""
    weights: dict[Element, _Weight] = {}
    elements = [one for one in body.iter() if isinstance(one.tag, str)]
    for element in elements:
        weights[element] = _own(element, runs)
    for element in reversed(elements):
        own, parent = weights[element], weights.get(element.getparent())
        if element.tag == "a":
            own.linked = own.words
        if parent is not None and element is not body:
            parent.words += own.words
            parent.linked += own.linked
            parent.taken += own.taken
    return weights


def _own(element: Element, runs: frozenset[tuple[str, ...]]) -> _Weight:
    """Weigh the words that stand in an element itself; the shortest texts are looked for word by word."""
    weight = _Weight()
    for text in (element.text, *(child.tail for child in element)):
        words = [one.lower() for one in _WORD.findall(text or "")]
        wanted = list(zip(*(words[start:] for start in range(_RUN)), strict=False)) or [(one,) for one in words]
        weight.words += len(words)
        if wanted and 2 * sum(one in runs for one in wanted) >= len(wanted):
            weight.taken += len(words)
    return weight


def _main(body: Element) -> Element:
    """Return the element that the page itself says its content is in, or all of it."""
    for found in (body.findall(".//main"), body.findall(".//*[@role='main']"), body.findall(".//article")):
        if len(found) == 1:
            return found[0]
    return body


def _lowest(body: Element, weights: dict[Element, _Weight]) -> Element:
    """Return the lowest block that holds nearly all that was extracted."""
    chosen, wanted = body, WHOLE * weights[body].taken
    while True:
        within = [one for one in chosen if one in weights and weights[one].taken >= wanted and one.tag in BLOCKS]
        if not within or within[0].tag in {"p", "li", "table", "ul", "ol", "tr", "tbody", "dl", "pre", "blockquote"}:
            return chosen
        chosen = within[0]


def _prune(chosen: Element, weights: dict[Element, _Weight]) -> None:
    """Take out the blocks that are lists of links, or furniture by their name, and that were not extracted."""
    gone = []
    for element in chosen.iter(*BLOCKS):
        if element is chosen:
            continue
        weight = weights[element]
        if weight.taken > _LINKS * weight.words and not _of_links(weight):
            continue
        named = bool(_NAMES.search(_named(element))) or element.tag in {"footer", "aside"} or _is_head(element)
        if (named and (weight.words <= _SMALL or not weight.taken)) or (_of_links(weight) and not weight.taken):
            gone.append(element)
    remove(gone)


def _is_head(element: Element) -> bool:
    """True for the head of a page, if it does not hold the title."""
    head = element.tag == "header" or element.get("role") == "banner"
    return head and next(element.iter("h1", "h2"), None) is None


def _of_links(weight: _Weight) -> bool:
    return weight.linked > _LINKS * weight.words


def _named(element: Element) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''} {element.get('aria-label') or ''}"
