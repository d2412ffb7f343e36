"""A part of the website: the path at which it is, and the sources that it serves."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.answers import Answerer
from bot.settings.model import Settings
from bot.web.shelf import Shelf
from index.library.scope import Scope

__all__ = ["ServedPart", "root_path", "served_parts"]


@dataclass(frozen=True, slots=True)
class ServedPart:
    """The sources that are served at ``path``, such as "/rules", or "" for the first page of all.

    ``library`` and ``shelf`` hold nothing else.
    """

    path: str
    library: Answerer
    shelf: Shelf


def served_parts(answerer: Answerer, settings: Settings, scope: Scope | None = None) -> Sequence[ServedPart]:
    """Return the parts that the settings name, or else all sources; with a ``scope``, that alone."""
    web = settings.web
    scopes = {path: settings.scopes[name].scope if name else None for path, name in web.scopes.items()}
    if scope or not scopes:
        scopes = {"/": scope or None}
    return [ServedPart(path.rstrip("/"), answerer.within(part), Shelf(settings, part)) for path, part in scopes.items()]


def root_path(settings: Settings) -> str:
    """Return the path of the public address, "" if it has none: a proxy may leave it in what it passes on."""
    return urlsplit(settings.web.public_address or "").path.rstrip("/")
