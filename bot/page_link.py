"""Links to the page of a citation on the website: how they are written, and how they are read again years later.

``{base}/source/NAME?at=PLACE&sha=HASH&words=LENGTH-HASH#LLINE``: the place is as a citation prints it, ``sha`` is the
beginning of the SHA-256 of the file's bytes, and ``words`` the length of the quoted words in characters with the
beginning of theirs.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qsl, quote, unquote, urlencode

from index.citations.citation import Citation
from index.errors import CitationError

if TYPE_CHECKING:
    from bot.settings.model import Settings
    from index.library.scope import Scope

__all__ = ["PageLink", "page_base", "page_url", "with_citations"]

ROOM = "/source/"
DIGITS = 16
"""Hexadecimal digits of a hash that a link has."""
LONGEST = 16_000
"""Characters of the longest address that is read; names of files are far shorter."""
MOST_FIELDS = 20

_ADDRESS = re.compile(
    r"""
    (?P<label>\]\(<?)?(?P<address>https?://[^\s<>()\[\]"']+[^\s<>()\[\]"'.,;:!?])
    (?(label)>?\))  # what ends the target of a link in markdown
    """,
    re.VERBOSE,
)
_HASH = re.compile(r"[0-9a-f]{16}")
_WORDS = re.compile(r"([1-9][0-9]{0,8})-([0-9a-f]{16})")
_LINES = re.compile(r"L([0-9]{1,12})(?:-L?([0-9]{1,12}))?")


@dataclass(frozen=True, slots=True)
class PageLink:
    """What a link says of a cited place; all but the name of the source may be missing.

    ``sha`` is the beginning of the SHA-256 of the file as it was cited; ``length`` is that of the quoted words in
    characters of the source's text, and ``words`` the beginning of their SHA-256.
    """

    citation: Citation | None
    source: str
    sha: str | None = None
    length: int | None = None
    words: str | None = None

    @classmethod
    def of(cls, source: str, fields: Mapping[str, str]) -> Self:
        """Return what the decoded parts of a link say; what is not written as a link writes it is missing."""
        sha = _HASH.fullmatch(fields.get("sha", ""))
        words = _WORDS.fullmatch(fields.get("words", ""))
        length, digits = (int(words[1]), words[2]) if words else (None, None)
        return cls(_citation(source, fields.get("at", "")), source, sha and sha[0], length, digits)

    @classmethod
    def parse(cls, address: str, base: str = "") -> Self | None:
        """Read a link, a whole one or its path alone; the lines behind a ``#`` are the place where it has no other.

        ``base`` is what it must begin with. Returns None for what is no link to a page of a source.
        """
        if len(address) > LONGEST or not address.startswith(base):
            return None
        path, _, fragment = address[len(base) :].partition("#")
        path, _, query = path.partition("?")
        before, _, name = path.partition(ROOM)
        if not name or (base and before):
            return None
        fields = _fields(query)
        if lines := _LINES.fullmatch(fragment):
            fields.setdefault("at", "-".join(filter(None, lines.groups())))
        return cls.of(unquote(name), fields)

    def is_of(self, digest: str) -> bool:
        """Return whether the cited file may be the one whose whole SHA-256 is given: not if the link says otherwise."""
        return self.sha is None or digest.startswith(self.sha)

    def has(self, text: str) -> bool:
        """Return whether these are the quoted words; False if the link does not say which they are."""
        return self.length == len(text) and self.words == _digits(text)


def with_citations(text: str, known: Callable[[str], bool]) -> str:
    """Return a text with a citation in place of each link to a page of a place.

    The citation has the beginning of the file's hash if the link does. Of a link in markdown the label alone is left.
    ``known`` tells the names of sources, by which a link is known for one of ours if it has no hash.
    """

    def cited(match: re.Match[str]) -> str:
        link = PageLink.parse(match["address"])
        if link is None or link.citation is None or not (link.sha or link.words or known(link.source)):
            return match[0]
        return "]" if match["label"] else str(link.citation) + (f"@{link.sha}" if link.sha else "")

    return _ADDRESS.sub(cited, text) if ROOM in text else text


def page_url(base: str | None, citation: str, sha: str | None = None, words: str | None = None) -> str | None:
    """Return the address of the page of a citation below ``base``; None without one, and for what is no citation.

    ``sha`` is the SHA-256 of the cited file, ``words`` the text that is quoted from the source.
    """
    if base is None:
        return None
    try:
        cited = Citation.parse(citation)
    except CitationError:
        return None
    fields = {"at": str(cited)[len(cited.source) + 1 :]}
    fields |= {"sha": sha[:DIGITS]} if sha else {}
    fields |= {"words": f"{len(words)}-{_digits(words)}"} if words else {}
    name = quote(cited.source, safe="/", errors="surrogatepass")
    return f"{base.rstrip('/')}{ROOM}{name}?{urlencode(fields, safe=':')}#L{cited.line}"


def page_base(settings: "Settings", scope: "Scope | None" = None) -> str | None:
    """Return the address below which the website serves a part of the sources, by default all of them.

    That is the path of the very scope, or else one that serves everything. None if there is neither, or no public
    address.
    """
    web = settings.web
    if web.public_address is None:
        return None
    served = {path: settings.scopes[name].scope if name else None for path, name in web.scopes.items()} or {"/": None}
    paths = [path for wanted in (scope or None, None) for path, part in served.items() if part == wanted]
    return web.public_address + paths[0].rstrip("/") if paths else None


def _citation(source: str, place: str) -> Citation | None:
    try:
        cited = Citation.parse(f"{source}:{place}")
    except CitationError:
        return None
    return cited if cited.source == source else None


def _fields(query: str) -> dict[str, str]:
    """Return the fields of a query, the first of each name; none if there are too many."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    return dict(reversed(pairs))


def _digits(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
