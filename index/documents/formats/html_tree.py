"""The tree of an HTML page, within bounds, and without all that a page does not show."""

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from typing import Any

from lxml import etree, html

from index.documents.formats.marked_words import Element
from index.errors import SourceError

__all__ = ["DEEPEST", "MOST_ELEMENTS", "deeper", "parse", "remove", "without_hidden"]

DEEPEST = 150
"""Levels of elements within elements; each costs some of the interpreter's stack."""

MOST_ELEMENTS = 400_000

_UNSEEN = frozenset(
    "applet audio base button canvas datalist dialog embed frame frameset head iframe img input link map menu meta "  # noqa: SIM905 - reads better
    "meter nav noembed noframes noscript object optgroup option param picture progress rp rt script select source "
    "style svg template textarea title track video".split()
)
_HEAD = frozenset({"base", "link", "meta", "noscript", "script", "style", "template", "title"})
_ROLES = frozenset(
    {"navigation", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tooltip", "contentinfo"}
)
_WITHIN = ("article", "main", "section", "blockquote")
"""What may have a foot of its own, which is no foot of the page."""

_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])"
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_RULE = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]*;")
_SELECTOR = re.compile(r"[.#][\w-]+")
_NOT_VISIBLE = frozenset("hidden d-none hide visually-hidden visuallyhidden sr-only screen-reader-text ".split())  # noqa: SIM905 - reads better
_SOMEWHERE_SHOWN = re.compile(r":(?:block|flex|grid|inline|table|not-sr-only)|d-\w+-(?:block|flex|grid|inline|table)")
"""A class that shows on a wide screen what another one hides on a narrow one."""
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ENCODING = re.compile(rb"<(?:meta[^>]*charset|\?xml[^>]*encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_HTML = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|p|div|h[1-6]|article|table|ul|span|section|main|dl)\b", re.IGNORECASE
)
_SNIFFED = 4096  # bytes
_WORD = re.compile(r"\w")
_NOTE = 5  # characters of the longest mark that leads to a note


def parse(name: str, data: bytes) -> Element:
    """Return the root of a page; raises SourceError for what is no HTML, or beyond the bounds."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    if not _HTML.search(data[: 16 * _SNIFFED]):
        raise SourceError(name, "is no HTML, though its name says so; rename it after what it is")
    parser = html.HTMLParser(encoding=_encoding(name, data), remove_pis=True, remove_comments=True, no_network=True)
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        raise SourceError(name, "is no HTML that can be read; save the page again") from None
    if any("depth" in error.message for error in parser.error_log) or deeper(root, DEEPEST):
        raise SourceError(name, f"nests its elements more than {DEEPEST} deep; save the page as plain text")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise SourceError(name, f"has more than {MOST_ELEMENTS:,} elements; part it into several pages")
    _move_to_body(root)
    return root


def deeper(root: Element, most: int) -> bool:
    """True if a tree has elements within more than so many others."""
    depth, walk = 0, etree.iterwalk(root, events=("start", "end"))
    for event, _ in walk:
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False


def without_hidden(root: Element) -> Element:
    """Remove from a tree what a reader of the page does not see, and return it."""
    hidden = _hidden_by_rules(root)
    _unfold(root)
    remove(one for one in root.iter() if one is not root and _is_unseen(one, hidden))
    return root


def remove(elements: Iterable[Element]) -> None:
    """Take elements out of their tree; the words behind each stay."""
    gone = set(elements)
    for parent in {element.getparent() for element in gone} - {None}:
        before, words = None, [parent.text or ""]
        for child in list(parent):
            if child in gone:
                words += [" ", child.tail or ""]
                child.tail = None
                parent.remove(child)
            else:
                _set_words(parent, before, words)
                before, words = child, [child.tail or ""]
        _set_words(parent, before, words)


def _set_words(parent: Element, before: Element, words: list[str]) -> None:
    """Put words behind a child, or at the beginning of its parent, where some were taken together."""
    if len(words) > 1 and before is None:
        parent.text = "".join(words)
    elif len(words) > 1:
        before.tail = "".join(words)


def _unfold(root: Element) -> None:
    """Show what a reader opens by a button, such as the answer below a question; the button is its heading."""
    by_id = {one.get("id"): one for one in root.iter() if isinstance(one.tag, str) and one.get("id")}
    for button in list(root.iter("button")):
        panel = by_id.get(button.get("aria-controls"))
        if panel is None or button.get("aria-expanded") is None or button.get("aria-haspopup") is not None:
            continue
        if next(button.iterancestors("nav", "header", "form"), None) is None and panel.get("role") not in _ROLES:
            button.tag = "summary" if next(button.iterancestors(*_TITLES), None) is None else "span"
            for key in ("hidden", "aria-hidden", "style"):
                panel.attrib.pop(key, None)


def _is_unseen(element: Element, hidden: frozenset[str]) -> bool:
    return (
        not isinstance(element.tag, str) or element.tag in _UNSEEN or _is_hidden(element, hidden) or _is_anchor(element)
    )


def _move_to_body(root: Element) -> None:
    """Move to the body what the parser leaves in the head of a page that names no body."""
    head, body = root.find("head"), root.find("body")
    strays = list(dropwhile(lambda one: one.tag in _HEAD, [] if head is None else head))
    if strays:
        body = etree.SubElement(root, "body") if body is None else body
        strays[-1].tail = (strays[-1].tail or "") + (body.text or "")
        body.text = None
        body[:0] = strays


def _encoding(name: str, data: bytes) -> str:
    """Return the encoding of a page: by its byte order mark, by its own word, or UTF-8, or else Windows-1252."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = _ENCODING.search(data[:_SNIFFED])
        return _known(told[1].decode("ascii")) if told else "cp1252"
    if b"\0" in data:
        raise SourceError(name, "is binary, not HTML; rename it after what it is")
    return "utf-8"


def _known(encoding: str) -> str:
    """Return an encoding by the name that browsers take it for."""
    if encoding.lower() in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "utf-8", "utf8"}:
        return "cp1252"
    try:
        html.HTMLParser(encoding=encoding)
    except LookupError:
        return "cp1252"
    return encoding


def _is_hidden(element: Element, hidden: frozenset[str]) -> bool:
    get: Any = element.get
    if get("hidden") is not None or get("aria-hidden") == "true" or get("role") in _ROLES:
        return True
    if element.tag == "footer" and next(element.iterancestors(*_WITHIN), None) is None:
        return True
    if get("aria-modal") == "true" or get("contenteditable") == "true":
        return True
    if (style := get("style")) and _STYLE.search(style.lower()):
        return True
    names = (get("class") or "").split()
    if not _NOT_VISIBLE.isdisjoint(names) and not any(map(_SOMEWHERE_SHOWN.search, names)):
        return True
    return bool(hidden) and (f"#{get('id')}" in hidden or any(f".{one}" in hidden for one in names))


def _is_anchor(element: Element) -> bool:
    """True for a link to a place of the page itself without words, such as the mark beside a heading, or of a note."""
    if element.tag not in {"a", "sup"}:
        return False
    link = element if element.tag == "a" else next(iter(element), None)
    if link is None or link.tag != "a" or not (link.get("href") or "").startswith("#"):
        return False
    words = "".join(element.itertext()).strip()
    return not _WORD.search(words) or (element.tag == "sup" and len(words) <= _NOTE)


def _hidden_by_rules(root: Element) -> frozenset[str]:
    """Return the classes (".x") and ids ("#x") that the page's own style sheets hide for every reader."""
    found: set[str] = set()
    for sheet in root.iter("style"):
        if (sheet.get("media") or "all").strip().lower() not in {"all", "screen"}:
            continue
        text = _AT_RULE.sub("", _COMMENT.sub("", sheet.text or ""))
        for selectors, body in _RULE.findall(text):
            if _STYLE.search(body.lower()):
                found |= set(_simple(selectors))
    return frozenset(found)


def _simple(selectors: str) -> Iterator[str]:
    return (one for selector in selectors.split(",") if _SELECTOR.fullmatch(one := selector.strip()))
