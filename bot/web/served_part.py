"""A part of the website: the path at which it is, and the sources that it serves."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.answers import Answerer
from bot.settings.model import Settings
from bot.web.shelf import Shelf
from bot.web.source_list import SourceList
from index.errors import PullquoteError
from index.library.scope import Scope

__all__ = ["ServedPart", "root_path", "served_parts"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ServedPart:
    """The sources that are served at ``path``, such as "/rules", or "" for the first page of all.

    ``library``, ``shelf`` and ``list`` hold nothing else.
    """

    path: str
    library: Answerer
    shelf: Shelf
    list: SourceList


def served_parts(answerer: Answerer, settings: Settings, scope: Scope | None = None) -> Sequence[ServedPart]:
    """Return the parts that the settings name, or else all sources; with a ``scope``, that alone."""
    web = settings.web
    scopes = {path: settings.scopes[name].scope if name else None for path, name in web.scopes.items()}
    if scope or not scopes:
        scopes = {"/": scope or None}
    parts = [_part(path.rstrip("/"), answerer.within(one), Shelf(settings, one)) for path, one in scopes.items()]
    for part in parts:
        _prepare(part)
    return parts


def _part(path: str, library: Answerer, shelf: Shelf) -> ServedPart:
    return ServedPart(path, library, shelf, SourceList(library))


def _prepare(part: ServedPart) -> None:
    """Have a part ready before it is asked for, or log why it cannot be served."""
    try:
        _ = part.library.served
    except PullquoteError as error:
        log.warning("nothing is served at %s/: %s", part.path, error)


def root_path(settings: Settings) -> str:
    """Return the path of the public address, "" if it has none: a proxy may leave it in what it passes on."""
    return urlsplit(settings.web.public_address or "").path.rstrip("/")
